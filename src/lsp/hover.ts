import type { Hover } from 'vscode-languageserver/node';
import { plain } from '../format/plain.ts';
import type { Manifest } from '../model/manifest.ts';
import { podsOf } from '../model/workload.ts';
import { qosOf } from '../rules/shared/resources.ts';
import type { Client } from './client.ts';
import { notesOf } from './completion.ts';
import { linkOf } from './diagnostics.ts';
import type { Placed } from './findings.ts';
import { manifestOf, valueAt } from './manifest.ts';
import { objectOf, partAt, shapeOf, stepsFrom, type TypedObject } from './object.ts';
import type { OpenDocument } from './open.ts';
import { outlineAt, type Outline, type Part } from './outline.ts';
import { type Found, shapeAt } from './shape.ts';

/** What is known of a place: the findings there, and the field. */
export async function hoverAt(document: OpenDocument, offset: number, client: Client): Promise<Hover | undefined> {
  const findings = document.findings.filter(({ start, end }) => start <= offset && offset <= end);
  const told: string[] = [];
  for (const one of findings) told.push(await aboutFinding(one, document));
  const field = document.isTooLarge ? undefined : aboutField(document, offset);
  if (field !== undefined) told.push(field.markdown);
  if (told.length === 0) return undefined;
  const range = field?.range ?? document.text.range((findings[0] as Placed).start, (findings[0] as Placed).end);
  const value = told.join('\n\n---\n\n');
  return {
    contents: {
      kind: client.markdown ? 'markdown' : 'plaintext',
      value: client.markdown ? value : withoutMarks(value),
    },
    range,
  };
}

async function aboutFinding({ finding }: Placed, { folder }: OpenDocument): Promise<string> {
  const { docs } = await import('../rules/docs.gen.ts');
  const { rule, severity, message, fix } = finding;
  const link = folder === undefined ? undefined : linkOf(rule, folder.rules);
  const lines = [`**${rule}** (${severity}): ${escaped(plain(message))}`];
  const why = docs.get(rule)?.why.trim();
  if (why !== undefined) lines.push(why);
  if (fix !== undefined) lines.push(`Fix: ${escaped(fix.title)}${fix.safe ? '' : ' (unsafe)'}`);
  lines.push(link === undefined ? `\`podlint explain ${rule}\` says more.` : `[${rule}](${link})`);
  return lines.join('\n\n');
}

function aboutField(
  document: OpenDocument,
  offset: number,
): { markdown: string; range: Hover['range'] & object } | undefined {
  const { folder } = document;
  const { text } = document.text;
  const outline = outlineAt(text, offset);
  const part = partAt(outline.root, offset);
  if (folder === undefined || part === undefined) return undefined;
  const object = objectOf(part, outline, text);
  const shape = shapeOf(object, folder, document);
  const steps = stepsFrom(object, part);
  const found = shape === undefined ? undefined : shapeAt(shape, steps);
  if (found === undefined) return undefined;
  const lines = [`\`${pathOf(steps)}\`: ${found.shape.title}`];
  if (found.field !== undefined) lines.push(...notesOf(found.field));
  if (found.shape.values.length > 0)
    lines.push(`One of ${found.shape.values.map((value) => `\`${value}\``).join(', ')}.`);
  const standard = found.field?.default ?? defaultOf(document, { part, object, outline, found });
  if (standard !== undefined) lines.push(`Default: \`${standard}\`.`);
  const qos = part.key === 'resources' ? qosAt(document, { object, outline, steps }) : undefined;
  if (qos !== undefined) lines.push(`QoS class of the Pod: ${qos}.`);
  if (found.field !== undefined && found.field.description !== '') lines.push(found.field.description);
  const [start, end] = part.keyStart < 0 ? [part.start, part.end] : [part.keyStart, part.keyEnd];
  return { markdown: lines.join('\n\n'), range: document.text.range(start, end) };
}

interface At {
  readonly part: Part;
  readonly object: TypedObject;
  readonly outline: Outline;
  readonly found: Found;
}

/** What the API server puts in, if the field is left out here. */
function defaultOf({ folder, text: { text } }: OpenDocument, { part, object, outline, found }: At): string | undefined {
  if (folder === undefined || part.keyStart < 0 || found.shape.kind !== 'scalar' || part.parent === object.root)
    return undefined;
  const without = { start: part.keyStart, end: part.keyEnd };
  const manifest = manifestOf(folder, text, { object, outline, without });
  const value = valueAt(manifest?.object, stepsFrom(object, part));
  const isTold = typeof value === 'number' || typeof value === 'boolean' || (typeof value === 'string' && value !== '');
  return isTold ? String(value) : undefined;
}

function qosAt(
  { folder, text: { text } }: OpenDocument,
  { object, outline, steps }: Pick<At, 'object' | 'outline'> & { steps: readonly (string | number)[] },
): string | undefined {
  const manifest: Manifest | undefined =
    folder === undefined ? undefined : manifestOf(folder, text, { object, outline });
  const path = pathOf(steps);
  const pod = manifest && podsOf(manifest).find(({ spec }) => path.startsWith(spec.path));
  return pod === undefined ? undefined : qosOf(pod);
}

function pathOf(steps: readonly (string | number)[]): string {
  return steps.reduce<string>(
    (path, step) => (typeof step === 'number' ? `${path}[${step}]` : path === '' ? step : `${path}.${step}`),
    '',
  );
}

/** Nothing that a manifest says becomes a link or a picture. */
function escaped(text: string): string {
  return text.replace(/[[\]<>*_\\!]/g, '\\$&');
}

function withoutMarks(markdown: string): string {
  return markdown.replace(/\*\*|`/g, '').replace(/\\([[\]<>*_\\!])/g, '$1');
}
