/** Makes what is linted: always the same, written once and kept. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { appOf, fileOf, smallOf } from './apps.ts';
import { definitionOf } from './definitions.ts';

export interface Made {
  readonly name: string;
  readonly title: string;
  /** Where it is: the folder or file that is linted. */
  readonly path: string;
  readonly documents: number | undefined;
}

interface Recipe {
  readonly title: string;
  readonly documents: number;
  /** Writes files; the one folder or file of them that is to be linted. */
  readonly make: (write: Write) => void;
  /** The file to lint, if not the whole folder. */
  readonly file?: string;
  /** Not made unless it is asked for by name. */
  readonly large?: true;
}

type Write = (file: string, text: string) => void;

const apps = (count: number, rich: boolean) => (write: Write) => {
  for (let i = 0; i < count; i++) write(`team-${i % 40}/app-${i}.yaml`, fileOf(i, { rich }));
};

const RECIPES: Readonly<Record<string, Recipe>> = {
  'one-file': {
    title: 'one file',
    documents: 1,
    file: 'app.yaml',
    make: (write) => write('app.yaml', appOf(1)[0] as string),
  },
  'files-1000': {
    title: '1,000 files',
    documents: 1000,
    make: (write) => {
      for (let i = 0; i < 200; i++)
        appOf(i).forEach((text, part) => write(`team-${i % 40}/app-${i}/${part}.yaml`, text));
    },
  },
  'docs-10000': { title: '10,000 documents in 2,000 files', documents: 10_000, make: apps(2000, false) },
  'docs-5000-one-file': {
    title: '5,000 documents in one file',
    documents: 5000,
    file: 'all.yaml',
    make: (write) => write('all.yaml', Array.from({ length: 1000 }, (_, i) => fileOf(i)).join('---\n')),
  },
  'docs-10000-rich': {
    title: '10,000 documents with comments, anchors, block scalars and CRLF',
    documents: 10_000,
    make: apps(2000, true),
  },
  'files-50000': {
    title: '50,000 small files in a deep tree',
    documents: 45_000,
    make: (write) => {
      write('.gitignore', 'generated/\n*.tmp.yaml\n');
      write('.git/HEAD', 'ref: refs/heads/main\n');
      for (let i = 0; i < 50_000; i++) {
        const folder = `a${i % 5}/b${i % 25}/c${i % 125}/${i % 10 === 9 ? 'generated' : 'd'}`;
        write(`${folder}/small-${i}.yaml`, smallOf(i));
      }
    },
  },
  'crds-20mb': {
    title: '20 MB of CustomResourceDefinitions in one file',
    documents: 27,
    file: 'crds.yaml',
    make: (write) => write('crds.yaml', Array.from({ length: 27 }, (_, i) => definitionOf(i)).join('---\n')),
  },
  'docs-100000': {
    title: '100,000 documents in 20,000 files',
    documents: 100_000,
    make: apps(20_000, false),
    large: true,
  },
};

/** The names of all inputs; the largest are made only if they are named. */
export const INPUTS: readonly string[] = Object.keys(RECIPES);
export const USUAL_INPUTS: readonly string[] = INPUTS.filter((name) => RECIPES[name]?.large === undefined);

/** Makes an input below a folder, unless it is there. */
export function make(name: string, folder: string): Made {
  const recipe = RECIPES[name];
  if (recipe === undefined) throw new Error(`no input ${name}; there are ${INPUTS.join(', ')}`);
  const own = join(folder, name);
  const stamp = join(folder, `${name}.made`);
  if (!existsSync(stamp)) {
    rmSync(own, { recursive: true, force: true });
    const folders = new Set<string>();
    recipe.make((file, text) => {
      const path = join(own, file);
      if (!folders.has(dirname(path))) mkdirSync(dirname(path), { recursive: true });
      folders.add(dirname(path));
      writeFileSync(path, text);
    });
    writeFileSync(stamp, '');
  }
  const path = recipe.file === undefined ? own : join(own, recipe.file);
  return { name, title: recipe.title, path, documents: recipe.documents };
}
