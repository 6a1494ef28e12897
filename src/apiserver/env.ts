import type { Field } from '../model/field.ts';
import type { Report } from '../model/finding.ts';
import { type Gates, gatesOf } from './gates.ts';
import { withSubject } from './subject.ts';

/** The ports that a Service may ask for on every node. */
export interface NodePorts {
  readonly first: number;
  readonly last: number;
}

const NODE_PORTS: NodePorts = { first: 30000, last: 32767 };

/** Reads `30000-32767`; the server's own default if that is not what is written. */
export function nodePortsOf(range: string | undefined): NodePorts {
  const found = range === undefined ? null : /^ *([0-9]{1,5}) *- *([0-9]{1,5}) *$/.exec(range);
  return found === null ? NODE_PORTS : { first: Number(found[1]), last: Number(found[2]) };
}

/** What validation depends on besides the object: the minor that is aimed at, its switches, and the way to warn. */
export class Env {
  readonly minor: number;
  /** Upstream's feature gates at their defaults, and our own switches, for this minor. */
  readonly gates: Gates;
  readonly nodePorts: NodePorts;
  private readonly report: Report;

  constructor(minor: number, report: Report, nodePorts: NodePorts = NODE_PORTS) {
    this.minor = minor;
    this.gates = gatesOf(minor);
    this.nodePorts = nodePorts;
    this.report = report;
  }

  /** What the API server would answer as a warning, with the path it names. */
  warn(at: Field, message: string, rule = 'api-warning'): void {
    const field = at;
    if (field.manifest.unknown !== undefined && field.manifest.touchesUnknown(field.walkedPath)) return;
    const { start, end, derived } = field.locate();
    this.report({
      rule,
      severity: 'warning',
      source: 'warning',
      message: withSubject(field, message),
      start,
      end,
      path: field.path,
      derived,
      field,
    });
  }
}
