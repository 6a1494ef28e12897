import type { Result } from '../engine/summary.ts';

/** What a report says besides what was found. */
export interface About {
  readonly version: string;
  /** The minor that was aimed at, as `1.37`. */
  readonly kubernetesVersion: string;
  readonly color: boolean;
  /** List every object and its verdict, where the format has a place for it. */
  readonly objects: boolean;
  readonly statistics: boolean;
}

/** A report as text, from the whole of a run's result. */
export type Format = (result: Result, about: About) => string;
