/** Text for XML: markup escaped, line breaks kept as references, and signs that XML does not know shown as escapes. */
export function xml(text: string): string {
  return text.replace(/[&<>"'\u0000-\u001f\u007f-\u009f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, (char) => {
    const known = ENTITIES[char];
    if (known !== undefined) return known;
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

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
