import type { Json } from '../case.ts';
import { gone, type Row } from './faults.ts';

/** The path of the first container. */
export const app: string = 'spec.containers[app].securityContext';
/** The path of the security context of the pod. */
export const pod: string = 'spec.securityContext';
const seccompKey = 'seccomp.security.alpha.kubernetes.io/pod';
const appArmorKey = 'container.apparmor.security.beta.kubernetes.io/';
const seccompValues: Json[] = [
  '',
  'unconfined',
  'runtime/default',
  'docker/default',
  'localhost/a',
  'localhost//abs',
  'localhost/../a',
  'localhost/',
  'x',
];
const appArmorValues: Json[] = [
  '',
  'runtime/default',
  'unconfined',
  'localhost/app',
  'localhost/other',
  'localhost/',
  'x',
];
const fields: Json[] = [
  { type: 'RuntimeDefault' },
  { type: 'Unconfined' },
  { type: 'Localhost', localhostProfile: 'app' },
  { type: 'Localhost', localhostProfile: 'a' },
  { type: 'Localhost' },
];

/** Faults of the annotations that once held seccomp and AppArmor profiles. */
export const annotations: Row[] = [
  ...seccompValues.flatMap((value): Row[] => [
    { [`metadata.annotations["${seccompKey}"]`]: value },
    { [`metadata.annotations["container.${seccompKey}/app"]`]: value },
    ...['app', 'setup'].map((name) => ({
      [`metadata.annotations["container.seccomp.security.alpha.kubernetes.io/${name}"]`]: value,
    })),
    ...fields.flatMap((field): Row[] => [
      { [`metadata.annotations["${seccompKey}"]`]: value, [`${pod}.seccompProfile`]: field },
      {
        [`metadata.annotations["container.seccomp.security.alpha.kubernetes.io/app"]`]: value,
        [`${app}.seccompProfile`]: field,
      },
      {
        [`metadata.annotations["container.seccomp.security.alpha.kubernetes.io/app"]`]: value,
        [`${pod}.seccompProfile`]: field,
      },
    ]),
  ]),
  ...appArmorValues.flatMap((value): Row[] => [
    ...['app', 'setup', 'debugger', 'nobody', 'iis'].map((name) => ({
      [`metadata.annotations["${appArmorKey}${name}"]`]: value,
    })),
    ...fields.flatMap((field): Row[] => [
      { [`metadata.annotations["${appArmorKey}app"]`]: value, [`${app}.appArmorProfile`]: field },
      { [`metadata.annotations["${appArmorKey}setup"]`]: value, [`${pod}.appArmorProfile`]: field },
      {
        [`metadata.annotations["${appArmorKey}app"]`]: value,
        [`${app}.appArmorProfile`]: field,
        'spec.os': { name: 'windows' },
      },
    ]),
  ]),
  ...['[]', '[{}]', 'x', '', '[{"key":"a","operator":"Exists"}]', '[{"operator":"x","key":"a b"}]'].map((value) => ({
    'metadata.annotations["scheduler.alpha.kubernetes.io/tolerations"]': value,
  })),
  ...['1', '-5', 'x', '', '2147483648', '+1', '01', '1.0', ' 1'].map((value) => ({
    'metadata.annotations["controller.kubernetes.io/pod-deletion-cost"]': value,
  })),
  ...['', 'x'].flatMap((value): Row[] => [
    { 'metadata.annotations["kubernetes.io/config.mirror"]': value },
    {
      'metadata.annotations["kubernetes.io/config.mirror"]': value,
      'spec.nodeName': 'a',
      'spec.schedulingGates': gone,
    },
    {
      'metadata.annotations["kubernetes.io/config.mirror"]': value,
      'spec.nodeName': 'a',
      'spec.resourceClaims': [{ name: 'gpu', resourceClaimName: 'a' }],
    },
  ]),
  ...['critical-pod', 'affinity', 'initContainerStatuses'].map((name) => ({
    [`metadata.annotations["scheduler.alpha.kubernetes.io/${name}"]`]: '',
  })),
  ...[
    'pod.beta.kubernetes.io/init-containers',
    'pod.alpha.kubernetes.io/init-containers',
    'pod.alpha.kubernetes.io/initialized',
    'security.alpha.kubernetes.io/sysctls',
    'security.alpha.kubernetes.io/unsafe-sysctls',
    'service.alpha.kubernetes.io/tolerate-unready-endpoints',
    'endpoints.kubernetes.io/over-capacity',
    'pod.kubernetes.io/exec',
    'volume.beta.kubernetes.io/storage-class',
  ].map((name) => ({ [`metadata.annotations["${name}"]`]: 'x' })),
];
