/** How deep maps and lists may stand in each other. Kubernetes' own limit is 10,000; no manifest comes near either. */
export const MAX_DEPTH = 1000;

/** How many documents of a text are read: far more than any list of manifests holds, and few enough to be kept in memory. */
export const MAX_DOCUMENTS = 250_000;

const FEW = 400_000;
const MANY = 4_000_000;

/**
 * Counts what Kubernetes' decoder would visit, to refuse what it refuses: documents of which too large a part is repetition
 * through aliases. Small documents may consist of 99 % repetition, very large ones of 10 %.
 */
export class AliasCount {
  /** Nodes visited. The document itself is one. */
  visited = 1;
  private repeated = 0;

  /** Counts some nodes that are written out; false if the document is now refused. */
  add(nodes: number): boolean {
    this.visited += nodes;
    return this.repeated <= 100 || !this.isExcessive();
  }

  /** Counts an alias whose anchor stands before so many nodes; false if the document is now refused. */
  repeat(nodes: number): boolean {
    this.visited += nodes + 1;
    this.repeated += nodes;
    return !this.isExcessive();
  }

  private isExcessive(): boolean {
    if (this.repeated <= 100 || this.visited <= 1000) return false;
    const share = Math.min(Math.max((this.visited - FEW) / (MANY - FEW), 0), 1);
    return this.repeated / this.visited > 0.99 - 0.89 * share;
  }
}
