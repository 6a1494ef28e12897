/** The same text as a string of its own: a slice would keep the whole source alive. As the name of a property it is also fast to compare. */
export function detached(text: string): string {
  // An object without a prototype has no hidden class that would grow with each name.
  const names = Object.create(null) as Record<string, true>;
  names[text] = true;
  return Object.keys(names)[0] as string;
}
