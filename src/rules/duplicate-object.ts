import type { Field } from '../model/field.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import type { Entry } from '../project/entry.ts';
import type { Project } from '../project/project.ts';
import { isUnclearName } from '../project/project.ts';
import type { Namespace } from '../schema/types.gen.ts';

type Scope = 'file' | 'directory' | 'input';

const WORDS: Readonly<Record<Scope, string>> = { file: 'this file', directory: 'this folder', input: 'the input' };

export const rule: Rule<{ scope: Scope }> = {
  category: 'shape',
  severity: 'warning',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  options: {
    scope: {
      type: 'string',
      enum: ['file', 'directory', 'input'],
      description: 'how far two of one name may be apart to be taken for two definitions of one object',
    },
  },
  defaults: { scope: 'file' },
  project(project, report, { scope }) {
    const seen = new Map<string, Map<string, Entry>>();
    for (const { entries, source, folder, patch } of project.files) {
      if (patch || (scope === 'file' && !isRepeated(entries))) continue;
      const place = scope === 'file' ? source.file : scope === 'directory' ? folder : '';
      const known = seen.get(place) ?? new Map<string, Entry>();
      seen.set(place, known);
      for (const entry of entries) {
        const key = keyOf(entry);
        const first = known.get(key);
        if (first === undefined) known.set(key, entry);
        else if (!isUnclearName(entry.name) && !isUnclear(entry.namespace)) raise(first, entry);
      }
    }

    function raise(first: Entry, second: Entry): void {
      const at = nameOf(project, second);
      const before = nameOf(project, first);
      if (at?.node === undefined || before === undefined) return;
      report(at, `${second.title} is defined twice in ${WORDS[scope]}; the last one wins`, {
        related: { at: before, message: 'first defined here' },
      });
    }
  },
};

/** Whether a file may hold one object twice. Most are short, and it is soon seen that they do not. */
function isRepeated(entries: readonly Entry[]): boolean {
  if (entries.length > SHORT_FILE) return true;
  for (let i = 1; i < entries.length; i++) {
    const { name, kind } = entries[i] as Entry;
    for (let j = 0; j < i; j++) if (entries[j]?.name === name && entries[j]?.kind === kind) return true;
  }
  return false;
}

const SHORT_FILE = 32;

function keyOf({ identity, namespace, name }: Entry): string {
  return `${groupOf(identity.apiVersion)}/${identity.kind}/${namespace}/${name}`;
}

function isUnclear(namespace: string): boolean {
  return namespace !== '' && isUnclearName(namespace);
}

function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash === -1 ? '' : apiVersion.slice(0, slash);
}

/** The name that is written: an object with a `generateName` has none that could be taken. */
function nameOf(project: Project, entry: Entry): Field | undefined {
  return project.open(entry)?.field<Namespace>().get('metadata').get('name');
}

export const docs: RuleDocs = {
  summary: 'One object, defined twice.',
  why: `Two documents with the same kind, namespace and name are one object to the API server: \`kubectl apply\` creates it from the first and overwrites it with the second, without a word. What
the first one said is lost, or comes and goes with the order of files. It is looked for in one file or stream; files of one folder often are variants of each other (option \`scope\`).`,
  bad: `apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  LOG_LEVEL: info
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  CACHE_SIZE: "100"
`,
  good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  LOG_LEVEL: info
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: web-cache
data:
  CACHE_SIZE: "100"
`,
};
