const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\n': '&#10;',
  '\t': '&#9;',
  '\r': '&#13;',
};

// With `u` the last range holds only halves of characters that have lost the other. What turns the direction of writing is no text either.
const SPECIAL = new RegExp(
  String.raw`[&<>"'\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]`,
  'gu',
);

/** Text for XML: markup escaped, line breaks kept as references, and signs that XML does not know shown as escapes. */
export function xml(text: string): string {
  const marked = text.includes('##') ? text.replace(/##(?=\w*\[)/g, '#\\x23') : text;
  return marked.replace(SPECIAL, (char) => ENTITIES[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
