/** A text without what stands of some characters at its end. An expression for that would look at each of them anew from each before it. */
export function trimEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text[end - 1] as string)) end--;
  return text.slice(0, end);
}
