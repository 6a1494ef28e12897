import type { Document } from '../../src/model/document.ts';
import { type Node, Type } from '../../src/model/node.ts';
import { jsonText, resolve } from '../../src/model/scalar.ts';

/** The JSON that a document becomes on its way to the API server, keys in the order of the text. */
export function toJson(document: Pick<Document, 'root'>): string {
  return write(document.root);
}

function write(node: Node): string {
  switch (resolve(node)) {
    case Type.Map:
      return `{${node.items.map((item) => `${JSON.stringify(item.key)}:${write(item)}`).join(',')}}`;
    case Type.List:
      return `[${node.items.map(write).join(',')}]`;
    default:
      return jsonText(node) ?? 'null';
  }
}
