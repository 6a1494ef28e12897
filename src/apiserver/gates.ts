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
}

const known = new Map<number, Gates>();

/** The switches as they stand in a minor. 1.29 is the oldest whose validation is mirrored. */
export function gatesOf(minor: number): Gates {
  const aimed = Math.max(minor, 29);
  let gates = known.get(aimed);
  if (gates === undefined) known.set(aimed, (gates = new Gates(aimed)));
  return gates;
}
