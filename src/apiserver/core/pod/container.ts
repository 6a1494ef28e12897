import type { Field } from '../../../model/field.ts';
import type { Container } from '../../../schema/types.gen.ts';
import { quote } from '../../errors.ts';
import { dns1123Label } from '../../formats.ts';
import type { PodContext } from './context.ts';
import { validateEnv, validateEnvFrom } from './env.ts';
import { validateVolumeDevices, validateVolumeMounts } from './mounts.ts';
import { validateContainerPorts } from './ports.ts';
import { isPullPolicy, validatePullPolicy } from './pullpolicy.ts';
import { validateContainerResourceRequirements } from './resources.ts';
import { validateResizePolicy } from './restart.ts';
import { validateSecurityContext } from './security.ts';

const MESSAGE_POLICIES = ['FallbackToLogsOnError', 'File'];

/**
 * What containers of all three kinds have in common.
 * @mirrors core/validation.validateContainerCommon
 */
export function validateContainerCommon(container: Field<Container>, context: PodContext): void {
  const { errors, env } = context;
  const value = container.value ?? {};
  if (dns1123Label(value.name ?? '') !== undefined) reportName(container.get('name'), context);
  if ((value.image ?? '') === '') errors.required(container.get('image'));
  if (!MESSAGE_POLICIES.includes(value.terminationMessagePolicy ?? '')) {
    errors.notSupported(container.get('terminationMessagePolicy'), MESSAGE_POLICIES);
  }
  if (value.ports !== undefined) validateContainerPorts(container.get('ports'), errors);
  if (value.env !== undefined) validateEnv(container.get('env'), errors, env);
  if (value.envFrom !== undefined) validateEnvFrom(container.get('envFrom'), errors, env);
  if (value.volumeMounts !== undefined) validateVolumeMounts(container, context);
  if (value.volumeDevices !== undefined) validateVolumeDevices(container, context);
  if (!isPullPolicy(value.imagePullPolicy)) validatePullPolicy(container.get('imagePullPolicy'), errors);
  if (value.resources !== undefined) {
    validateContainerResourceRequirements(container.get('resources'), context.claimNames, errors);
  }
  if (value.resizePolicy !== undefined) validateResizePolicy(container.get('resizePolicy'), context);
  if (value.securityContext !== undefined)
    validateSecurityContext(container.get('securityContext'), errors, context.hostUsers);
}

function reportName(name: Field<string>, { errors }: PodContext): void {
  const text = name.value ?? '';
  if (text === '') errors.required(name);
  else errors.invalid(name, `${quote(text)} ${dns1123Label(text)}`);
}

/**
 * Checks that templates are spared.
 * @mirrors core/validation.validateContainerOnlyForPod
 */
export function validateContainerOnlyForPod(container: Field<Container>, { errors }: Pick<PodContext, 'errors'>): void {
  const image = container.value?.image ?? '';
  if (image !== '' && /^[\s\u0085]|[\s\u0085]$/.test(image) && !/^\ufeff|\ufeff$/.test(image)) {
    errors.invalid(container.get('image'), `${quote(image)} must not have blanks around it`);
  }
}
