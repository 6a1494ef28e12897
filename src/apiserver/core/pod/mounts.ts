import type { Field } from '../../../model/field.ts';
import { nearest } from '../../../model/nearest.ts';
import type { Container, VolumeDevice, VolumeMount } from '../../../schema/types.gen.ts';
import { type Errors, quote } from '../../errors.ts';
import type { PodContext } from './context.ts';
import { validateLocalDescendingPath } from './volumes/paths.ts';
import type { PodVolumes } from './volumes/volumes.ts';

/** @mirrors core/validation.ValidateVolumeMounts (partly: bind mount options hide behind a closed gate) */
export function validateVolumeMounts(container: Field<Container>, { volumes, errors }: PodContext): void {
  const list = container.value?.volumeMounts ?? [];
  const mounts = container.get('volumeMounts');
  const devices = devicePaths(container.value?.volumeDevices);
  const seen = new Set<string>();
  for (let i = 0; i < list.length; i++) {
    const value = list[i] as VolumeMount;
    const { name = '', mountPath = '' } = value;
    if (name === '') errors.required(mounts.item(i).get('name'));
    if (!volumes.sources.has(name)) reportUndeclared(mounts.item(i).get('name'), volumes, errors);
    if (mountPath === '') errors.required(mounts.item(i).get('mountPath'));
    if (seen.has(mountPath)) {
      errors.invalid(mounts.item(i).get('mountPath'), `${quote(mountPath)} is mounted twice in this container`);
    }
    seen.add(mountPath);
    if (devices !== undefined) validateAgainstDevices(mounts.item(i), devices, errors);
    if (
      value.subPath ||
      value.subPathExpr ||
      value.mountPropagation !== undefined ||
      value.recursiveReadOnly !== undefined
    ) {
      validateMountOptions(mounts.item(i), container, errors);
    }
  }
}

function validateAgainstDevices(mount: Field<VolumeMount>, devices: ReadonlyMap<string, string>, errors: Errors): void {
  const { name = '', mountPath = '' } = mount.value ?? {};
  if (devices.has(name)) errors.invalid(mount.get('name'), `${quote(name)} is in volumeDevices already`);
  if (isAmong(devices, mountPath)) {
    errors.invalid(mount.get('mountPath'), `${quote(mountPath)} is the path of a volumeDevice`);
  }
}

/** Upstream prints the paths of these without the index of the mount. */
function validateMountOptions(mount: Field<VolumeMount>, container: Field<Container>, errors: Errors): void {
  const { subPath = '', subPathExpr = '', mountPropagation, recursiveReadOnly } = mount.value ?? {};
  const shown = <T>(at: Field<T>): Field<T> => at.shownAsPath(`${mount.parent?.path}.${at.step}`);
  if (subPath !== '') validateLocalDescendingPath(shown(mount.get('subPath')), errors);
  if (subPathExpr !== '') {
    if (subPath !== '') errors.invalid(mount.get('subPathExpr'), 'and subPath exclude each other');
    validateLocalDescendingPath(shown(mount.get('subPathExpr')), errors);
  }
  if (mountPropagation !== undefined) {
    const given = errors.given(container.get('securityContext'));
    validateMountPropagation(shown(mount.get('mountPropagation')), container.value, given);
  }
  if (recursiveReadOnly !== undefined) {
    const given = errors.given(mount.get('readOnly'), mount.get('mountPropagation'));
    validateMountRecursiveReadOnly(shown(mount.get('recursiveReadOnly')), mount.value as VolumeMount, given);
  }
}

const PROPAGATIONS = ['Bidirectional', 'HostToContainer', 'None'];

/** @mirrors core/validation.validateMountPropagation */
function validateMountPropagation(at: Field<string>, container: Container | undefined, errors: Errors): void {
  if (!PROPAGATIONS.includes(at.value as string)) errors.notSupported(at, PROPAGATIONS);
  if (at.value === 'Bidirectional' && container?.securityContext?.privileged !== true) {
    errors.forbidden(at, '`Bidirectional` is for privileged containers alone');
  }
}

const RECURSIVE_READ_ONLY = ['Disabled', 'Enabled', 'IfPossible'];

/** @mirrors core/validation.validateMountRecursiveReadOnly */
function validateMountRecursiveReadOnly(at: Field<string>, mount: VolumeMount, errors: Errors): void {
  if (!RECURSIVE_READ_ONLY.includes(at.value as string)) errors.notSupported(at, RECURSIVE_READ_ONLY);
  else if (at.value !== 'Disabled') {
    if (mount.readOnly !== true) errors.forbidden(at, `${quote(at.value)} needs \`readOnly: true\``);
    if (mount.mountPropagation !== undefined && mount.mountPropagation !== 'None') {
      errors.forbidden(
        at,
        `${quote(at.value)} and the mountPropagation ${quote(mount.mountPropagation)} exclude each other`,
      );
    }
  }
}

/** @mirrors core/validation.ValidateVolumeDevices */
export function validateVolumeDevices(container: Field<Container>, context: PodContext): void {
  const { errors } = context;
  const mounts = mountPaths(container.value?.volumeMounts);
  const paths = new Set<string>();
  const names = new Set<string>();
  for (const device of container.get('volumeDevices').items()) {
    const { name = '', devicePath = '' } = device.value ?? {};
    validateDeviceName(device.get('name'), names, context);
    const path = device.get('devicePath');
    if (devicePath === '') errors.required(path);
    if (paths.has(devicePath)) errors.invalid(path, `${quote(devicePath)} is given twice in this container`);
    if (devicePath.split('/').includes('..'))
      errors.invalid(path, `${quote(devicePath)} must not have ".." as one of its parts`);
    else paths.add(devicePath);
    if (mounts.has(name)) errors.invalid(device.get('name'), `${quote(name)} is in volumeMounts already`);
    if (isAmong(mounts, devicePath)) errors.invalid(path, `${quote(devicePath)} is the path of a volumeMount`);
  }
}

function validateDeviceName(at: Field<string>, names: Set<string>, { spec, volumes, errors }: PodContext): void {
  const name = at.value ?? '';
  const source = volumes.sources.get(name);
  if (name === '') errors.required(at);
  if (names.has(name)) errors.invalid(at, `${quote(name)} is given twice in this container`);
  if (source === undefined) reportUndeclared(at, volumes, errors);
  else if (source.persistentVolumeClaim === undefined && source.ephemeral === undefined) {
    errors
      .given(spec.get('volumes'))
      .invalid(at, `${quote(name)} is no persistentVolumeClaim and not ephemeral, and can't be a block device`);
  }
  if (name !== '') names.add(name);
}

function reportUndeclared(name: Field<string>, volumes: PodVolumes, errors: Errors): void {
  if (!volumes.complete) return;
  const near = nearest(name.value ?? '', volumes.sources.keys());
  const hint = near === undefined ? '' : `; did you mean \`${near}\`?`;
  errors.notFound(name, `no volume named ${quote(name.value ?? '')}${hint}`, 'undeclared-volume');
}

/** @mirrors core/validation.GetVolumeMountMap */
function mountPaths(mounts: readonly VolumeMount[] | undefined): Map<string, string> {
  return new Map((mounts ?? []).map(({ name = '', mountPath = '' }) => [name, mountPath]));
}

/** @mirrors core/validation.GetVolumeDeviceMap */
function devicePaths(devices: readonly VolumeDevice[] | undefined): Map<string, string> | undefined {
  return devices?.length ? new Map(devices.map(({ name = '', devicePath = '' }) => [name, devicePath])) : undefined;
}

function isAmong(paths: ReadonlyMap<string, string>, path: string): boolean {
  for (const other of paths.values()) if (other === path) return true;
  return false;
}
