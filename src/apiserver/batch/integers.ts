/** A whole number as Go reads it from a text: a plus is allowed, more than 63 bits are not. Texts with a minus are none here. */
export function parseInteger(text: string): number | undefined {
  if (!/^\+?[0-9]+$/.test(text)) return undefined;
  const value = Number(text);
  return value < 2 ** 53 || (text.length < 1000 && BigInt(text.replace('+', '')) < 1n << 63n) ? value : undefined;
}
