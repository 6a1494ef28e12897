import { cronJobStrategy } from './batch/cronjob.ts';
import { jobStrategy } from './batch/job.ts';
import type { Strategy } from './strategy.ts';

/** Strategies of what runs to an end, by group and kind. */
export const batchStrategies: ReadonlyMap<string, Strategy> = new Map<string, Strategy>([
  ['batch/CronJob', cronJobStrategy],
  ['batch/Job', jobStrategy],
]);
