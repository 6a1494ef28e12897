import type { Document } from '../model/document.ts';
import type { Manifest } from '../model/manifest.ts';
import { manifestsOf } from '../parse/manifests.ts';
import { readAgain } from '../parse/read.ts';
import type { FileReport } from './report.ts';

type Place = Pick<Document, 'start' | 'end' | 'json' | 'index'>;

/** Objects that can't be judged before all files have been read. Their documents are read again then: meanwhile only their places are kept. */
export class Waiting {
  readonly #places: Map<FileReport, Map<number, Place & { readonly items: string[] }>> = new Map();

  add({ document, item }: Manifest, report: FileReport): void {
    let places = this.#places.get(report);
    if (places === undefined) this.#places.set(report, (places = new Map()));
    const { start, end, json, index } = document;
    const same = places.get(index);
    if (same === undefined) places.set(index, { start, end, json, index, items: [String(item)] });
    else same.items.push(String(item));
  }

  /** Hands on every object that waits, in the order of the input. */
  release(judge: (manifest: Manifest, report: FileReport) => void): void {
    for (const [report, places] of this.#places) {
      const { source } = report;
      const text = source.text.endsWith('\n') ? source.text : `${source.text}\n`;
      for (const place of places.values()) {
        const document = readAgain(text, place);
        const items = new Set(place.items);
        const manifests = document === undefined ? [] : manifestsOf(source, document);
        for (const manifest of manifests) if (items.has(String(manifest.item))) judge(manifest, report);
      }
    }
    this.#places.clear();
  }
}
