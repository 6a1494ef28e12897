/** A path from a folder (which ends with a slash, or is empty), `.` and `..` resolved; undefined if it leads above the root. */
export function join(folder: string, path: string): string | undefined {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : folder + path).split('/')) {
    if (part === '..') {
      if (parts.at(-1) === '') return undefined;
      if (parts.length === 0 || parts.at(-1) === '..') parts.push(part);
      else parts.pop();
    } else if (part !== '.' && (part !== '' || parts.length === 0)) parts.push(part);
  }
  return parts.join('/');
}

/** Whether a joined path lies in a joined folder. */
export function isWithin(path: string, folder: string): boolean {
  const start = folder === '.' ? '' : folder.endsWith('/') ? folder : `${folder}/`;
  return path.startsWith(start) && !path.startsWith('../', start.length) && (start !== '' || !path.startsWith('/'));
}
