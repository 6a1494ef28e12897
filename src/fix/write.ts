import {
  chownSync,
  closeSync,
  constants,
  accessSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { loadCrypto } from '../lazy.ts';

/** Why a fixed file was left alone. */
export type Refusal = string;

/**
 * Puts a new text in the place of the one that was read: a file of its own beside it, moved over it when it is complete, so
 * that whatever happens one of the two is there as a whole. Mode and owner stay; a symbolic link keeps pointing where it did.
 * Undefined when it is done, else why not.
 */
export function replaceFile(path: string, before: string, after: string): Refusal | undefined {
  let temporary: string | undefined;
  try {
    const target = realpathSync(path);
    const stat = statSync(target);
    if (!stat.isFile()) return 'is no regular file';
    accessSync(target, constants.W_OK);
    if ((stat.mode & 0o222) === 0) return 'is read-only';
    if (readFileSync(target, 'utf8') !== before) return 'has changed since it was read';
    temporary = join(dirname(target), `.podlint-${process.pid}-${loadCrypto().randomBytes(6).toString('hex')}.tmp`);
    writeWhole(temporary, after, stat);
    renameSync(temporary, target);
    temporary = undefined;
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'may not be written (permission denied)';
    return `can't be written (${code ?? String(error)})`;
  } finally {
    if (temporary !== undefined) rmSync(temporary, { force: true });
  }
}

function writeWhole(
  path: string,
  text: string,
  like: { readonly mode: number; readonly uid: number; readonly gid: number },
): void {
  const descriptor = openSync(path, 'wx', 0o600);
  try {
    writeFileSync(descriptor, text);
    fchmodSync(descriptor, like.mode & 0o7777);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  const own = statSync(path);
  if (own.uid === like.uid && own.gid === like.gid) return;
  chownSync(path, like.uid, like.gid);
}
