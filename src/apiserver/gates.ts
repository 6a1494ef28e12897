/** A Kubernetes minor, and the question whether something holds in it. */
class AtMinor {
  readonly #minor: number;

  constructor(minor: number) {
    this.#minor = minor;
  }

  /** On from this minor on. */
  protected since(first: number): boolean {
    return this.#minor >= first;
  }

  /** On in all minors before this one. */
  protected until(end: number): boolean {
    return this.#minor < end;
  }
}

/**
 * The one place that knows what differs between Kubernetes minors: a validator asks `env.gates.X`, never for the minor.
 * Upstream's feature gates carry upstream's name and hold where they are on by default. Switches of ours stand for changes that upstream
 * made without a gate; their comment names the change.
 */
export class Gates extends AtMinor {
  /** Containers with a restart policy and restart rules of their own. */
  readonly ContainerRestartRules: boolean = this.since(35);
  /** A missing operation of a managed field is Required and a wrong one NotSupported; both were Invalid. */
  readonly ManagedFieldsOperationEnum: boolean = this.since(37);
  /** Errors of owner references name their index, and missing fields are Required; both were not so. */
  readonly OwnerReferencesIndexed: boolean = this.since(37);
  /** Names of environment variables may be any printable ASCII but `=`. */
  readonly RelaxedEnvironmentVariableValidation: boolean = this.since(32);
  /** Addresses and ranges with leading zeros, or IPv4 in IPv6 form, are refused in fields that took them. */
  readonly StrictIPCIDRValidation: boolean = this.since(36);
}

const known = new Map<number, Gates>();

/** The switches as they stand in a minor. 1.29 is the oldest whose validation is mirrored. */
export function gatesOf(minor: number): Gates {
  const aimed = Math.max(minor, 29);
  let gates = known.get(aimed);
  if (gates === undefined) known.set(aimed, (gates = new Gates(aimed)));
  return gates;
}
