import { persistentVolumeStrategy } from './core/persistentvolume/persistentvolume.ts';
import { persistentVolumeClaimStrategy } from './core/persistentvolumeclaim/persistentvolumeclaim.ts';
import type { Strategy } from './strategy.ts';

/** Strategies of what workloads need around them: storage, network, access and scaling, by group and kind. */
export const otherStrategies: readonly (readonly [string, Strategy])[] = [
  ['PersistentVolume', persistentVolumeStrategy],
  ['PersistentVolumeClaim', persistentVolumeClaimStrategy],
];
