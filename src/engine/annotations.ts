import type { Finding, Fix } from '../model/finding.ts';
import type { Manifest } from '../model/manifest.ts';
import { type Node, Type } from '../model/node.ts';
import { resolve, text } from '../model/scalar.ts';
import { namesIn } from '../parse/directives.ts';
import { withoutRuleInAnnotation } from './directive-fixes.ts';
import { peerSilences } from './peers.ts';

/** A word of podlint's own, or of annotations that other linters heed: without one nothing is silenced in a text. One expression finds them at a fifth of the cost of four searches. */
export const MARKS: RegExp = /podlint|kube-(?:linter\.io|score)\/|polaris\.fairwinds\.com\//;

/** The annotation by which an object, or a pod template, silences findings about itself. */
export const ANNOTATION = 'podlint/ignore';

/** What one annotation silences. */
export interface AnnotationSilence {
  readonly rules: readonly string[];
  readonly covers: (finding: Finding) => boolean;
  /** Where it stands. Undefined: it was written for another linter, and podlint has no opinion of it. */
  readonly at: Node | undefined;
  readonly reason: string;
  readonly fix: ((rule: string) => Fix | undefined) | undefined;
}

/** Ways from an object to the metadata of the pod template in it. */
const TEMPLATES = [['spec', 'template'], ['template'], ['spec', 'jobTemplate', 'spec', 'template']] as const;

/** What the annotations of an object and of its pod template silence. */
export function annotationsOf(manifest: Manifest): AnnotationSilence[] {
  const found: AnnotationSilence[] = [];
  const { document, item } = manifest;
  const isAbout = (finding: Finding): boolean =>
    finding.document === document.index && String(finding.item ?? '') === String(item);
  add(found, manifest.root, isAbout);
  for (const { holder, prefix } of templatesOf(manifest)) {
    const covers = (finding: Finding): boolean =>
      isAbout(finding) && finding.path !== undefined && isWithin(finding.path, prefix);
    if (holder !== undefined) add(found, holder, covers);
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

function add(found: AnnotationSilence[], holder: Node, covers: (finding: Finding) => boolean): void {
  const annotations = holder.get('metadata')?.get('annotations');
  if (annotations?.type !== Type.Map) return;
  for (const rules of peerSilences(annotations))
    found.push({ rules, covers, at: undefined, reason: '', fix: undefined });
  const node = annotations.get(ANNOTATION);
  if (node === undefined || resolve(node) !== Type.String) return;
  const value = text(node);
  const dashes = value.indexOf('--');
  const rules = namesIn(value, 0, dashes === -1 ? value.length : dashes).map(({ name }) => name);
  const reason = dashes === -1 ? '' : value.slice(dashes + 2).trim();
  found.push({ rules, covers, at: node, reason, fix: (rule) => withoutRuleInAnnotation(annotations, node, rule) });
}

function isWithin(path: string, prefix: string): boolean {
  return path.startsWith(prefix) && (path.length === prefix.length || path[prefix.length] === '.');
}
