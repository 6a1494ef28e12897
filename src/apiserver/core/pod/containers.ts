import type { Field } from '../../../model/field.ts';
import type { Container, EphemeralContainer, PodSpec } from '../../../schema/types.gen.ts';
import { quote } from '../../errors.ts';
import { validateContainerCommon, validateContainerOnlyForPod } from './container.ts';
import { isSidecar, type PodContext } from './context.ts';
import { checkHostPortConflicts } from './ports.ts';
import { validateProbesAndLifecycle } from './probes.ts';
import { validateInitContainerRestartPolicy, validateInitResizePolicy, validateMainRestartPolicy } from './restart.ts';

/** @mirrors core/validation.validateContainers */
export function validateContainers(containers: Field<Container[]>, context: PodContext): void {
  const { errors } = context;
  const items = containers.items();
  if (items.length === 0) {
    errors.required(containers, 'needs at least one container');
    return;
  }
  const names = new Set<string>();
  for (const container of items) {
    validateContainerCommon(container, context);
    const name = container.value?.name ?? '';
    if (names.has(name)) reportTwice(container.get('name'), context);
    names.add(name);
    validateProbesAndLifecycle(container, context);
    validateMainRestartPolicy(container, context);
  }
  checkHostPortConflicts(items, errors);
}

function reportTwice(name: Field<string>, { errors }: PodContext): void {
  errors.duplicate(name, `${quote(name.value ?? '')} is the name of another container`);
}

const NOT_FOR_INIT = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'] as const;

/** @mirrors core/validation.validateInitContainers */
export function validateInitContainers(spec: Field<PodSpec>, context: PodContext): void {
  const names = new Set((spec.value?.containers ?? []).map(({ name = '' }) => name));
  for (const container of spec.get('initContainers').items()) {
    validateContainerCommon(container, context);
    validateInitContainerRestartPolicy(container, context);
    const name = container.value?.name ?? '';
    if (names.has(name)) reportTwice(container.get('name'), context);
    else if (name !== '') names.add(name);
    checkHostPortConflicts([container], context.errors);
    if (isSidecar(container.value)) validateProbesAndLifecycle(container, context);
    else {
      forbidProbesAndLifecycle(container, context);
      validateInitResizePolicy(container, context);
    }
  }
}

function forbidProbesAndLifecycle(container: Field<Container>, { errors }: PodContext): void {
  if (container.get('restartPolicy').unknown) return;
  for (const name of NOT_FOR_INIT) {
    if (container.value?.[name] === undefined) continue;
    const message = `init containers have no ${name}, unless they are sidecars (\`restartPolicy: Always\`)`;
    errors.forbidden(container.get(name).atKey(), message, 'init-container-probe');
  }
}

const NOT_FOR_EPHEMERAL = [
  'ports',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'lifecycle',
  'resizePolicy',
  'restartPolicy',
  'restartPolicyRules',
] as const;

/** @mirrors core/validation.validateEphemeralContainers */
export function validateEphemeralContainers(spec: Field<PodSpec>, context: PodContext): void {
  const { errors } = context;
  const { containers = [], initContainers = [] } = spec.value ?? {};
  const others = new Set([...containers, ...initContainers].map(({ name = '' }) => name));
  const names = new Set(others);
  for (const container of spec.get('ephemeralContainers').items()) {
    validateContainerCommon(container as Field<Container>, context);
    validateContainerOnlyForPod(container as Field<Container>, context);
    const name = container.value?.name ?? '';
    if (names.has(name)) reportTwice(container.get('name'), context);
    names.add(name);
    const target = container.value?.targetContainerName ?? '';
    if (target !== '' && !others.has(target)) {
      errors.notFound(container.get('targetContainerName'), `no container named ${quote(target)}`);
    }
    validateFieldAllowList(container, context);
    for (const mount of container.get('volumeMounts').items()) {
      for (const name of ['subPath', 'subPathExpr'] as const) {
        if ((mount.value?.[name] ?? '') !== '')
          errors.forbidden(mount.get(name).atKey(), 'ephemeral containers have none');
      }
    }
  }
}

/** @mirrors core/validation.validateFieldAllowList */
function validateFieldAllowList(container: Field<EphemeralContainer>, { errors }: PodContext): void {
  for (const name of NOT_FOR_EPHEMERAL) {
    if (container.value?.[name] !== undefined)
      errors.forbidden(container.get(name).atKey(), 'ephemeral containers have none');
  }
  const { limits, requests, claims } = container.value?.resources ?? {};
  if (limits !== undefined || requests !== undefined || claims !== undefined) {
    errors.forbidden(container.get('resources').atKey(), 'ephemeral containers have none');
  }
}
