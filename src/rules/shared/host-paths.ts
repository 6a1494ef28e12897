/** Folders of a node that nobody should mount as a whole; those above them neither. */
const SENSITIVE: readonly string[] = [
  '/boot',
  '/dev',
  '/etc',
  '/etc/kubernetes',
  '/lib',
  '/lib64',
  '/proc',
  '/root',
  '/sys',
  '/usr',
  '/var',
  '/var/lib/kubelet',
];

/** Sockets of container runtimes. */
const SOCKETS: readonly string[] = [
  '/run/containerd/containerd.sock',
  '/run/cri-dockerd.sock',
  '/run/crio/crio.sock',
  '/run/docker.sock',
  '/run/k0s/containerd.sock',
  '/run/k3s/containerd/containerd.sock',
  '/run/podman/podman.sock',
  '/var/snap/microk8s/common/run/containerd.sock',
];
const SOCKET_FOLDERS: ReadonlySet<string> = new Set(SOCKETS.map((path) => path.slice(0, path.lastIndexOf('/'))));

/** A path without needless slashes and dots; `..` is refused by the API server. */
function cleaned(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return `/${parts.join('/')}`;
}

/** Whether a path is a folder or lies in it. */
export function isBelow(path: string, folder: string): boolean {
  const [inner, outer] = [cleaned(path), cleaned(folder)];
  return inner === outer || outer === '/' || inner.startsWith(`${outer}/`);
}

/** Whether a folder of a node holds the keys to it, or a folder that does. */
export function isSensitive(path: string): boolean {
  return path.startsWith('/') && SENSITIVE.some((folder) => isBelow(folder, path));
}

/** Whether a path is the socket of a container runtime, or the folder in which one lies. */
export function isRuntimeSocket(path: string): boolean {
  if (!path.startsWith('/')) return false;
  const clean = cleaned(path);
  const real = clean.startsWith('/var/run') && (clean.length === 8 || clean[8] === '/') ? clean.slice(4) : clean;
  return SOCKETS.includes(real) || SOCKET_FOLDERS.has(real);
}
