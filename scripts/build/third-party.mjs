// Writes THIRD-PARTY.txt: which packages are part of the built command, and under which terms.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const { build } = createRequire(import.meta.url)('esbuild');

/** Finds the packages that a bundle of a source has, and writes their licences. Throws for a package that has none. */
export async function writeThirdParty(file, contents) {
  const folders = new Set();
  const { metafile } = await build({
    stdin: { contents, resolveDir: resolve('.') },
    bundle: true,
    platform: 'node',
    write: false,
    metafile: true,
    logLevel: 'error',
  });
  for (const input of Object.keys(metafile.inputs)) {
    const folder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
    if (folder !== undefined) folders.add(folder);
  }
  const parts = [...folders].map(describe).sort((a, b) => (a.title < b.title ? -1 : 1));
  const intro = `The built command of podlint contains parts of these ${parts.length} packages:\n\n${parts.map(({ title }) => `  ${title}\n`).join('')}`;
  const rule = '-'.repeat(80);
  writeFileSync(file, [intro, ...parts.map(({ title, terms }) => `${title}\n\n${terms}\n`)].join(`\n${rule}\n\n`));
}

function describe(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder).filter(
    (one) => /^(licen[cs]e|copying|notice)/i.test(one) && !/\.(js|ts)$/.test(one),
  );
  const texts = files.map((one) => readFileSync(join(folder, one), 'utf8').replaceAll('\r\n', '\n').trim());
  if (typeof license !== 'string') throw new Error(`${name} ${version} does not say under which licence it is`);
  // Some say in their README what others have a file for.
  if (texts.length === 0 && existsSync(join(folder, 'README.md')))
    texts.push(...fromReadme(readFileSync(join(folder, 'README.md'), 'utf8')));
  return {
    title: `${name} ${version} (${license})`,
    terms: texts.length === 0 ? `Licence: ${license}; the package holds no text of it.` : texts.join('\n\n'),
  };
}

function fromReadme(text) {
  const section = /^#+ *Licen[cs]e\b[^\n]*\n([^]*?)(?=\n#|$(?![^]))/im.exec(text)?.[1]?.trim();
  return section ? [section] : [];
}
