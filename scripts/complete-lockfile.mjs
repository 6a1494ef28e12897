// Adds to package-lock.json the builds for other systems that npm left out: where a registry holds only
// those of the machine at hand, npm drops the rest, and `npm ci` then refuses the lockfile everywhere.
import { readFileSync, writeFileSync } from 'node:fs';

const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));

for (const holder of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(holder.optionalDependencies ?? {})) {
    const path = `node_modules/${name}`;
    if (path in lock.packages) continue;
    const words = name.slice(name.indexOf('/') + 1).split('-');
    const at = words.findIndex((word) => SYSTEMS.includes(word));
    const [os, cpu, abi = ''] = words.slice(at);
    if (at < 0 || cpu === undefined) {
      console.error(`complete-lockfile: which system is ${name} for?`);
      process.exitCode = 1;
      continue;
    }
    const libc =
      os !== 'linux' ? undefined : abi.startsWith('musl') ? 'musl' : abi.startsWith('gnu') ? 'glibc' : undefined;
    lock.packages[path] = { version, cpu: [cpu], dev: true, ...(libc && { libc: [libc] }), optional: true, os: [os] };
  }
}

const root = lock.packages[''];
const rest = Object.entries(lock.packages).filter(([path]) => path !== '');
rest.sort(([a], [b]) => (a < b ? -1 : 1));
lock.packages = { '': root, ...Object.fromEntries(rest) };
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
