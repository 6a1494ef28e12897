/** What a data file gained, lost and changed, word by word, to be read by the person who updates it. */
export function changes(before: string, after: string): string[] {
  const old = wordsByLine(before);
  const out: string[] = [];
  for (const [key, words] of wordsByLine(after)) {
    const past = old.get(key);
    old.delete(key);
    if (!past) {
      out.push(`+ ${key}`);
      continue;
    }
    const gained = [...words].filter((w) => !past.has(w)).map((w) => `+${w}`);
    const lost = [...past].filter((w) => !words.has(w)).map((w) => `-${w}`);
    if (gained.length + lost.length > 0) out.push(`~ ${key}: ${[...gained, ...lost].join(' ')}`);
  }
  return [...out, ...[...old.keys()].map((key) => `- ${key}`)];
}

/** The words of each line under `package name`; the name goes without its minors. */
function wordsByLine(text: string): Map<string, Set<string>> {
  const lines = new Map<string, Set<string>>();
  let head = '';
  for (const line of text.split('\n')) {
    if (line.startsWith('#') || line === '') continue;
    if (!line.startsWith(' ')) {
      head = line;
      continue;
    }
    const [name = '', ...words] = line.slice(1).split(' ');
    const [plain = '', minors] = name.split('@');
    lines.set(`${head} ${plain}`, new Set(minors === undefined ? words : [`@${minors}`, ...words]));
  }
  return lines;
}
