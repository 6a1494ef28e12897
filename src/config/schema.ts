import { PRESETS, type ValueSchema } from '../model/rule.ts';

const STRING: ValueSchema = { type: 'string' };
const STRINGS: ValueSchema = { anyOf: [{ type: 'array', items: STRING }, STRING] };
const LEVELS = ['error', 'warning', 'info', 'off'] as const;

/** What a rule may be set to: a severity, or a severity and options. Its options are checked against the rule's own schema. */
const RULES: ValueSchema = {
  type: 'object',
  description: 'severity, or [severity, options], by rule',
  additionalProperties: {
    anyOf: [
      { type: 'string', enum: LEVELS },
      { type: 'array', items: { anyOf: [{ type: 'string', enum: LEVELS }, { type: 'object' }] } },
    ],
  },
};

/** A config file. */
export const CONFIG_SCHEMA: ValueSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    $schema: STRING,
    extends: { ...STRINGS, description: `presets (${PRESETS.join(', ')}), packages, or paths of other configs` },
    rules: RULES,
    kubernetesVersion: { type: 'string', asWritten: true, description: 'the API server that is meant, as "1.34"' },
    crds: { ...STRINGS, description: 'files and folders with CustomResourceDefinitions' },
    schemaLocations: { ...STRINGS, description: 'where JSON Schemas of custom kinds are' },
    missingSchema: {
      type: 'string',
      enum: ['error', 'warning', 'info', 'ignore'],
      description: 'what is said of kinds without a schema',
    },
    reportUnusedDirectives: {
      type: 'string',
      enum: LEVELS,
      description: 'what is said of directives that silence nothing',
    },
    nodePortRange: { type: 'string', description: 'the ports that Services may take on every node, as "30000-32767"' },
    ignores: {
      type: 'array',
      description: 'globs of files to leave out, and findings to leave out',
      items: {
        anyOf: [
          STRING,
          {
            type: 'object',
            additionalProperties: false,
            properties: {
              files: STRINGS,
              kinds: STRINGS,
              namespaces: STRINGS,
              names: STRINGS,
              rules: STRINGS,
              reason: STRING,
            },
          },
        ],
      },
    },
    overrides: {
      type: 'array',
      description: 'other settings for some files, kinds or namespaces',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['rules'],
        properties: { files: STRINGS, kinds: STRINGS, namespaces: STRINGS, rules: RULES },
      },
    },
    externals: {
      type: 'array',
      description: 'objects that exist elsewhere',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['kind'],
        properties: { kind: STRING, name: STRING, namespace: STRING },
      },
    },
    podSpecs: {
      type: 'array',
      description: 'custom kinds that embed a pod template, with the path to it',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['apiVersion', 'kind', 'path'],
        properties: { apiVersion: STRING, kind: STRING, path: STRING },
      },
    },
    plugins: { ...STRINGS, description: 'modules with rules of your own; only in the working folder, they are code' },
  },
};
