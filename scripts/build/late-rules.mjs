// Rules that a plain run of the command does not ask. What they are stands in the engine; what they do is in chunks.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
const { build } = require('esbuild');

/** The files of such rules by chunk, and what stands in for each. */
export async function lateRules(define) {
  const late = { project: [], 'more-rules': [] };
  const standIns = new Map();
  for (const [id, rule] of await loadRules(define)) {
    const everyday = rule.presets.some((preset) => preset === 'api' || preset === 'recommended');
    const looksAtObjects = ['document', 'object', 'pod', 'container'].some((name) => rule[name] !== undefined);
    if (everyday && (rule.project === undefined || looksAtObjects)) continue;
    const file = `src/rules/${id}.ts`;
    late[rule.project === undefined ? 'more-rules' : 'project'].push(file);
    const parts = Object.entries(rule).map(([name, value]) =>
      typeof value === 'function' ? `${name}: (a, b, c, d) => load().rule.${name}(a, b, c, d)` : `${name}: ${JSON.stringify(value)}`,
    );
    standIns.set(file, { names: ['rule'], text: `export const rule = { ${parts.join(', ')} };` });
  }
  return { late, standIns };
}

async function loadRules(define) {
  const folder = mkdtempSync(join(tmpdir(), 'podlint-build-'));
  try {
    const outfile = join(folder, 'rules.cjs');
    await build({ entryPoints: ['src/rules/list.gen.ts'], bundle: true, platform: 'node', format: 'cjs', define, outfile, logLevel: 'warning' });
    return require(outfile).rules;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
