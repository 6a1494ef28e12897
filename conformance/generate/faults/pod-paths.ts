import type { Json } from '../case.ts';
import { gone } from './faults.ts';

/** The path of the first container. */
export const app: string = 'spec.containers[app]';
/** The path of an init container that keeps running. */
export const sidecar: string = 'spec.initContainers[sidecar]';
/** The path of an init container. */
export const setup: string = 'spec.initContainers[setup]';
/** The path of a volume. */
export const volume = (name: string): string => `spec.volumes[${name}]`;
/** File modes. */
export const modes: Json[] = [-1, 0, 511, 512, 644, gone];
/** Ids of users. */
export const users: Json[] = [-1, 0, 2147483647, 2147483648];
/** Paths inside a volume. */
export const paths: Json[] = [
  '',
  '/abs',
  '..',
  '../a',
  'a/..',
  'a/../b',
  '..a',
  '...',
  './a',
  '.',
  'a//b',
  'a\\..\\b',
  'a/..b',
  gone,
];
