import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Of a folder with more than this, nobody waits for all of it to be read: a home folder, a disk. */
const MOST_FILES = 20_000;
const MOST_ENTRIES = 300_000;

const MANIFEST = /\.(?:ya?ml|json)$/i;

/** Why a folder is not read as a whole; undefined if it can be. Looks no further than it has to, and lets others work meanwhile. */
export async function surveyed(root: string): Promise<string | undefined> {
  const open = [root];
  let [files, entries] = [0, 0];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    let found: Awaited<ReturnType<typeof list>>;
    try {
      found = await list(folder);
    } catch {
      continue;
    }
    for (const entry of found) {
      entries++;
      if (entry.isDirectory()) {
        if (entry.name !== 'node_modules' && entry.name !== '.git') open.push(join(folder, entry.name));
      } else if (MANIFEST.test(entry.name)) files++;
    }
    if (files > MOST_FILES) return `it holds more than ${MOST_FILES} YAML and JSON files`;
    if (entries > MOST_ENTRIES) return `it holds more than ${MOST_ENTRIES} files`;
  }
  return undefined;
}

function list(folder: string): Promise<import('node:fs').Dirent[]> {
  return readdir(folder, { withFileTypes: true });
}
