import type { Pod } from '../../model/workload.ts';

/** A path without doubled slashes, `.` and what `..` takes back; nothing else is changed. */
export function cleanPath(path: string): string {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '' || step === '.') continue;
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else if (step !== '..' || !path.startsWith('/')) steps.push(step);
  }
  return (path.startsWith('/') ? '/' : '') + steps.join('/');
}

/** Whether a path is written as on Windows: `C:\\data`, `C:/data`, `\\\\server\\share`. */
export function isWindowsPath(path: string): boolean {
  return /^(?:[A-Za-z]:(?:[\\/]|$)|\\\\)/.test(path);
}

/** Whether a Pod is for Windows nodes, by what it says or by its paths. */
export function isForWindows({ windows, spec, containers }: Pod): boolean {
  if (windows || spec.value?.nodeSelector?.get('kubernetes.io/os') === 'windows') return true;
  return containers.some(({ value }) => value.volumeMounts?.some(({ mountPath = '' }) => isWindowsPath(mountPath)));
}
