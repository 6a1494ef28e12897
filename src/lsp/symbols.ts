import type { DocumentSymbol, SymbolInformation, SymbolKind } from 'vscode-languageserver/node';
import type { Client } from './client.ts';
import { objectsOf, type TypedObject } from './object.ts';
import type { OpenDocument } from './open.ts';
import { outlinesOf, type Outline, type Part } from './outline.ts';

const OBJECT: SymbolKind = 19;
const CONTAINER: SymbolKind = 23;
const CONTAINERS: ReadonlySet<string> = new Set(['initContainers', 'containers', 'ephemeralContainers']);
/** No pod template lies deeper. */
const DEEPEST = 12;

/** The objects of a text and the containers in them. */
export function symbolsOf(document: OpenDocument, client: Client): DocumentSymbol[] | SymbolInformation[] {
  const symbols: DocumentSymbol[] = [];
  if (document.isTooLarge) return symbols;
  for (const outline of outlinesOf(document.text.text)) {
    for (const object of objectsOf(outline, document.text.text)) {
      if (object.kind !== '') symbols.push(symbolOf(object, outline, document));
    }
  }
  return client.nestsSymbols ? symbols : symbols.flatMap((symbol) => flat(symbol, document.uri));
}

function symbolOf({ root, apiVersion, kind }: TypedObject, outline: Outline, document: OpenDocument): DocumentSymbol {
  const { text } = document.text;
  const name = root.get('metadata')?.get('name');
  const title = name === undefined ? '' : name.value(text);
  const end = root.parent === undefined ? trimmedEnd(text, outline) : lastOf(root);
  const start = root.parent === undefined ? outline.start : (root.items[0]?.keyStart ?? root.start);
  const chosen = title === '' ? root.get('kind') : name;
  const [from, to] = chosen === undefined ? [start, start] : [chosen.start, chosen.end];
  return {
    name: title === '' ? kind : `${kind} ${title}`,
    detail: apiVersion,
    kind: OBJECT,
    range: document.text.range(Math.min(start, from), Math.max(end, to)),
    selectionRange: document.text.range(from, to),
    children: containersIn(root, document),
  };
}

function containersIn(root: Part, document: OpenDocument): DocumentSymbol[] {
  const { text } = document.text;
  const found: DocumentSymbol[] = [];
  const look = (part: Part, depth: number): void => {
    for (const item of part.items) {
      if (item.kind === 'list' && item.key !== undefined && CONTAINERS.has(item.key))
        for (const container of item.items) add(container, item.key);
      else if (item.kind === 'map' && depth < DEEPEST) look(item, depth + 1);
    }
  };
  const add = (container: Part, of: string): void => {
    const name = container.get('name');
    const title = name?.value(text) ?? '';
    const start = container.items[0]?.keyStart ?? container.start;
    const [from, to] = name === undefined || title === '' ? [start, start] : [name.start, name.end];
    const range = document.text.range(start, Math.max(lastOf(container), to));
    found.push({
      name: title === '' ? '(no name)' : title,
      detail: of,
      kind: CONTAINER,
      range,
      selectionRange: document.text.range(from, to),
    });
  };
  look(root, 0);
  return found;
}

/** Where the last thing in a part ends. */
function lastOf(part: Part): number {
  let at = part;
  for (let last = at.items.at(-1); last !== undefined; last = at.items.at(-1)) at = last;
  return Math.max(at.end, at.keyEnd, part.end);
}

function trimmedEnd(text: string, { start, end }: Outline): number {
  return start + text.slice(start, end).trimEnd().length;
}

function flat(symbol: DocumentSymbol, uri: string, containerName?: string): SymbolInformation[] {
  const { name, kind, range, children = [] } = symbol;
  const own: SymbolInformation = {
    name,
    kind,
    location: { uri, range },
    ...(containerName === undefined ? {} : { containerName }),
  };
  return [own, ...children.flatMap((child) => flat(child, uri, name))];
}
