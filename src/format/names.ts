/** The formats a report can have; each is a file of this folder. */
export const FORMAT_NAMES: readonly string[] = [
  'pretty',
  'compact',
  'json',
  'jsonl',
  'sarif',
  'github',
  'gitlab',
  'junit',
  'checkstyle',
  'azure',
  'tap',
  'rdjson',
  'markdown',
  'html',
  'agent',
];

/** Formats that want the rules' pages. */
export const NEEDS_DOCS: ReadonlySet<string> = new Set(['sarif']);
