import { basename } from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { type AnyRule, CATEGORIES, PRESETS, type Plugin } from '../model/rule.ts';
import { ConfigError } from './names.ts';

/** Loads the modules that a config names as plugins. Throws a ConfigError for one that is none. */
export async function loadPlugins(specifiers: readonly string[], config: string): Promise<Plugin[]> {
  const plugins: Plugin[] = [];
  for (const specifier of specifiers) plugins.push(await loadPlugin(specifier, config));
  const names = plugins.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined)
    throw new ConfigError(
      `${config}: two plugins are called \`${twice}\`; \`export default { name, rules }\` names one`,
    );
  return plugins;
}

async function loadPlugin(specifier: string, config: string): Promise<Plugin> {
  let module: { default?: unknown };
  try {
    const path = specifier.startsWith('/') ? specifier : createRequire(pathToFileURL(config)).resolve(specifier);
    module = (await import(pathToFileURL(path).href)) as { default?: unknown };
  } catch (error) {
    throw new ConfigError(`plugin ${specifier}: can't be loaded: ${(error as Error).message}`);
  }
  const plugin = module.default as Partial<Plugin> | undefined;
  if (typeof plugin !== 'object' || plugin === null || typeof plugin.rules !== 'object' || plugin.rules === null) {
    throw new ConfigError(`plugin ${specifier}: has no \`export default { rules: { ... } }\``);
  }
  const name = plugin.name ?? basename(specifier).replace(/\.[cm]?[jt]s$/, '');
  if (!/^[a-z0-9@][a-z0-9@._-]*$/.test(name))
    throw new ConfigError(`plugin ${specifier}: \`${name}\` is no name for a plugin: lower case, digits, dashes`);
  for (const [id, rule] of Object.entries(plugin.rules)) checkRule(`${name}/${id}`, rule);
  return { name, rules: plugin.rules };
}

const CHECKS = ['document', 'object', 'pod', 'container', 'project'] as const;

function checkRule(id: string, rule: Partial<AnyRule>): void {
  const wrong = (what: string): never => {
    throw new ConfigError(`plugin rule ${id}: ${what}`);
  };
  if (!/^[^/]+\/[a-z][a-z0-9-]{1,49}$/.test(id)) wrong('an id is words in lower case with dashes');
  if (!['error', 'warning', 'info'].includes(rule.severity ?? '')) wrong('`severity` is error, warning or info');
  if (!CATEGORIES.includes(rule.category as never)) wrong(`\`category\` is one of ${CATEGORIES.join(', ')}`);
  if (!Array.isArray(rule.presets) || !rule.presets.every((preset) => PRESETS.includes(preset)))
    wrong(`\`presets\` is a list of ${PRESETS.join(', ')}`);
  if (!CHECKS.some((check) => typeof rule[check as keyof AnyRule] === 'function'))
    wrong(`has none of the functions ${CHECKS.join(', ')}`);
}
