import type { Location } from 'vscode-languageserver/node';
import { type Node, Type } from '../model/node.ts';
import { placeOf, placeOfKey, type Place } from '../model/place.ts';
import { text as textOf } from '../model/scalar.ts';
import type { Entry, Reference } from '../project/entry.ts';
import type { Project } from '../project/project.ts';
import { locationIn } from './diagnostics.ts';
import type { Folder } from './folder.ts';
import { partAt } from './object.ts';
import type { OpenDocument } from './open.ts';
import { outlineAt, type Part } from './outline.ts';
import { uriOf } from './paths.ts';
import type { Encoding } from './text.ts';

/** Where that stands which a place refers to. */
export function definitionsAt(document: OpenDocument, offset: number, encoding: Encoding): Location[] {
  const { folder } = document;
  if (folder === undefined || document.isTooLarge) return [];
  const outline = outlineAt(document.text.text, offset);
  const part = partAt(outline.root, offset);
  const volume = part === undefined ? undefined : volumeOf(part, document.text.text);
  if (volume !== undefined) {
    const uri =
      document.path.startsWith(folder.root) && document.uri.startsWith('file:') ? uriOf(document.path) : document.uri;
    return [{ uri, range: document.text.range(volume.start, volume.end) }];
  }
  return objectsAt(document, folder, offset).map(({ entry, place }) =>
    locationIn(folder, entry.file.source, { ...place, encoding }),
  );
}

interface Target {
  readonly entry: Entry;
  readonly place: Place;
}

function objectsAt({ path }: OpenDocument, folder: Folder, offset: number): Target[] {
  const report = folder.reportOf(path);
  const { project } = folder;
  if (report === undefined || project === undefined) return [];
  const entries =
    folder.judge.project?.fileOf(report)?.entries.filter(({ start, end }) => start <= offset && offset <= end) ?? [];
  for (const entry of entries) {
    for (const reference of entry.references) {
      for (const what of ['key', 'name'] as const) {
        const node = project.place(entry, reference, what)?.node;
        if (node !== undefined && node.start <= offset && offset <= node.end)
          return targetsOf(project, entry, { reference, what });
      }
    }
    const selected = selectedAt(project, entry, offset);
    if (selected.length > 0) return selected;
  }
  return [];
}

function targetsOf(
  project: Project,
  entry: Entry,
  { reference, what }: { reference: Reference; what: 'name' | 'key' },
): Target[] {
  const namespace = reference.namespace ?? entry.namespace;
  const found = project.find(reference.kind, namespace, reference.name);
  const near = project.partners({ file: entry.file, namespace }, found);
  return (near.length > 0 ? near : found).map((target) => ({
    entry: target,
    place: placeIn(project, target, what === 'key' ? reference.key : undefined),
  }));
}

/** What a Service selects, if the place is in its selector. */
function selectedAt(project: Project, entry: Entry, offset: number): Target[] {
  if (entry.service === undefined) return [];
  const selector = project.open(entry)?.root.get('spec')?.get('selector');
  if (selector === undefined || offset < selector.keyStart || offset > selector.end) return [];
  return project.selectedBy(entry).map((target) => ({ entry: target, place: placeIn(project, target, undefined) }));
}

/** Where an object has its name, or a key or port that is asked for. */
function placeIn(project: Project, entry: Entry, key: Reference['key']): Place {
  const root = project.open(entry)?.root;
  if (root === undefined) return { start: entry.start, end: entry.start };
  const wanted = key === undefined ? undefined : (keyIn(root, String(key)) ?? portIn(root, String(key)));
  if (wanted !== undefined) return wanted;
  const name = root.get('metadata')?.get('name');
  return placeOf(name ?? root);
}

function keyIn(root: Node, key: string): Place | undefined {
  for (const holder of ['data', 'stringData', 'binaryData']) {
    const node = root.get(holder)?.get(key);
    if (node !== undefined) return placeOfKey(node);
  }
  return undefined;
}

function portIn(root: Node, key: string): Place | undefined {
  const ports = root.get('spec')?.get('ports');
  for (const port of ports?.type === Type.List ? ports.items : []) {
    for (const name of ['name', 'port']) {
      const node = port.get(name);
      if (node !== undefined && textOf(node) === key) return placeOf(node);
    }
  }
  return undefined;
}

/** The volume that a container mounts by its name. */
function volumeOf(part: Part, text: string): Part | undefined {
  const list = part.parent?.parent;
  if (part.key !== 'name' || (list?.key !== 'volumeMounts' && list?.key !== 'volumeDevices')) return undefined;
  const spec = list.parent?.parent?.parent;
  const volume = spec?.get('volumes')?.items.find((one) => one.get('name')?.value(text) === part.value(text));
  return volume?.get('name');
}
