/** Whether a word is the program `sleep`. */
export function isSleep(word: string | undefined): boolean {
  return word !== undefined && word.slice(word.lastIndexOf('/') + 1) === 'sleep';
}

/** All that a script sleeps from its beginning to its end; nothing where it may leave a part of itself out or repeat it. */
export function sleptByScript(script: string): number {
  if (/\b(?:if|while|until|for|case|function|exit|exec|trap|timeout)\b|\|\||\(\)|`|\$\(/.test(script)) return 0;
  let sum = 0;
  for (const part of script.split(/&&|[;\n|]/)) {
    const [word, ...amounts] = part.trim().split(/\s+/);
    if (isSleep(word) && !part.trim().endsWith('&')) for (const amount of amounts) sum += secondsOf(amount);
  }
  return sum;
}

const UNITS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86400 };

/** A length of time as `sleep` reads it, in seconds; 0 if it is none. */
export function secondsOf(amount: string): number {
  const found = /^["']?(\d+(?:\.\d+)?|\.\d+|infinity|inf)([smhd]?)["']?$/.exec(amount);
  if (found === null) return 0;
  const number = found[1]?.startsWith('inf') ? Infinity : Number(found[1]);
  return number * (UNITS[found[2] as string] as number);
}
