import type { Finding } from '../model/finding.ts';
import type { Manifest } from '../model/manifest.ts';
import { type Node, Type } from '../model/node.ts';
import { resolve, text } from '../model/scalar.ts';
import { type NamedRule, namesIn } from '../parse/directives.ts';
import { placeIn } from './silencer.ts';

/** The annotation by which an object, or a pod template, silences findings about itself. */
export const ANNOTATION = 'podlint/ignore';

export interface AnnotationSilence {
  readonly rules: readonly NamedRule[];
  readonly place: Pick<Finding, 'line' | 'column' | 'endLine' | 'endColumn'>;
  readonly covers: (finding: Finding) => boolean;
}

/** Ways from an object to the metadata of the pod template in it. */
const TEMPLATES = [['spec', 'template'], ['template'], ['spec', 'jobTemplate', 'spec', 'template']] as const;

/** What the annotations of an object and of its pod template silence. */
export function annotationsOf(manifest: Manifest): AnnotationSilence[] {
  const found: AnnotationSilence[] = [];
  const { document, item } = manifest;
  const isAbout = (finding: Finding): boolean => finding.document === document.index && String(finding.item ?? '') === String(item);
  add(found, { manifest, holder: manifest.root, covers: isAbout });
  for (const { holder, prefix } of templatesOf(manifest)) {
    const covers = (finding: Finding): boolean => isAbout(finding) && finding.path !== undefined && isWithin(finding.path, prefix);
    if (holder !== undefined) add(found, { manifest, holder, covers });
  }
  return found;
}

function templatesOf(manifest: Manifest): { holder: Node | undefined; prefix: string }[] {
  if (manifest.pods !== undefined) return manifest.pods.map(({ at }) => ({ holder: at.node, prefix: at.path }));
  return TEMPLATES.map((way) => {
    let holder: Node | undefined = manifest.root;
    for (const step of way) holder = holder?.get(step);
    return { holder, prefix: way.join('.') };
  });
}

interface Holder {
  readonly manifest: Manifest;
  readonly holder: Node;
  readonly covers: (finding: Finding) => boolean;
}

function add(found: AnnotationSilence[], { manifest, holder, covers }: Holder): void {
  const node = holder.get('metadata')?.get('annotations')?.get(ANNOTATION);
  if (node === undefined || resolve(node) !== Type.String) return;
  const value = text(node);
  const list = value.includes('--') ? value.slice(0, value.indexOf('--')) : value;
  const place = placeIn(manifest.source, node);
  found.push({ rules: namesIn(list, 0, list.length), place, covers });
}

function isWithin(path: string, prefix: string): boolean {
  return path.startsWith(prefix) && (path.length === prefix.length || path[prefix.length] === '.');
}
