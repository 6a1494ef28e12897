/** The capabilities that Linux has. */
export const CAPABILITIES: ReadonlySet<string> = new Set(
  `AUDIT_CONTROL AUDIT_READ AUDIT_WRITE BLOCK_SUSPEND BPF CHECKPOINT_RESTORE CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID IPC_LOCK IPC_OWNER KILL LEASE
LINUX_IMMUTABLE MAC_ADMIN MAC_OVERRIDE MKNOD NET_ADMIN NET_BIND_SERVICE NET_BROADCAST NET_RAW PERFMON SETFCAP SETGID SETPCAP SETUID SYSLOG SYS_ADMIN SYS_BOOT
SYS_CHROOT SYS_MODULE SYS_NICE SYS_PACCT SYS_PTRACE SYS_RAWIO SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG WAKE_ALARM`.split(
    /\s+/,
  ),
);

/** What runtimes give a container by default, and the standards let it ask for. */
export const DEFAULT_CAPABILITIES: ReadonlySet<string> = new Set(
  'AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT'.split(
    ' ',
  ),
);

/** What the worst of them mean. */
export const DANGERS: Readonly<Record<string, string>> = {
  ALL: 'all that root may do on the node',
  BPF: 'programs in the kernel of the node',
  DAC_READ_SEARCH: 'opens any file of the node by its number',
  NET_ADMIN: 'routes, firewall and interfaces of its network, of the node too with hostNetwork',
  SYS_ADMIN: 'nearly root on the node',
  SYS_MODULE: 'loads modules into the kernel of the node',
  SYS_PTRACE: 'reads and changes the memory of other programs',
  SYS_RAWIO: 'reads and writes the devices and memory of the node',
};
