import type { Field } from '../../../model/field.ts';
import type { ExecAction, GRPCAction, HTTPGetAction, SleepAction, TCPSocketAction } from '../../../schema/types.gen.ts';
import { type Errors, quote } from '../../errors.ts';
import { httpHeaderName, portName, portNumber } from '../../formats.ts';
import type { PodContext } from './context.ts';

/** What a probe or a lifecycle hook may do. */
export interface Handler {
  exec?: ExecAction | undefined;
  httpGet?: HTTPGetAction | undefined;
  tcpSocket?: TCPSocketAction | undefined;
  grpc?: GRPCAction | undefined;
  sleep?: SleepAction | undefined;
}

const KINDS = ['exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep'] as const;

/** @mirrors core/validation.validateHandler */
export function validateHandler(handler: Field<Handler>, context: PodContext): void {
  const { errors } = context;
  const value = handler.value ?? {};
  let first: string | undefined;
  for (let i = 0; i < KINDS.length; i++) {
    const kind = KINDS[i] as (typeof KINDS)[number];
    if (value[kind] === undefined) continue;
    if (first === undefined) {
      first = kind;
      validateAction(handler, kind, context);
    } else
      errors.forbidden(
        handler.get(kind).atKey(),
        `\`${first}\` is given already; only one handler is allowed`,
        'handler-count',
      );
  }
  if (first !== undefined) return;
  const kinds =
    handler.step === 'postStart' || handler.step === 'preStop'
      ? 'exec, httpGet, sleep'
      : 'exec, httpGet, tcpSocket, grpc';
  errors.required(handler, `does nothing; give exactly one of ${kinds}`, 'handler-count');
}

/**
 * @mirrors core/validation.validateTCPSocketAction
 * @mirrors core/validation.validateGRPCAction (partly: its mode hides behind a closed gate)
 */
function validateAction(handler: Field<Handler>, kind: (typeof KINDS)[number], context: PodContext): void {
  const { errors } = context;
  switch (kind) {
    case 'exec':
      return validateExecAction(handler.get('exec'), errors);
    case 'httpGet':
      return validateHTTPGetAction(handler.get('httpGet'), errors);
    case 'sleep':
      return validateSleepAction(handler.get('sleep'), context);
    default:
      // A socket to open and a gRPC service have nothing but a port that could be wrong.
      return validatePortNumOrName(handler.get(kind).get('port') as Field<number | string>, errors);
  }
}

/** @mirrors core/validation.validateExecAction */
function validateExecAction(exec: Field<ExecAction>, errors: Errors): void {
  if ((exec.value?.command?.length ?? 0) === 0) errors.required(exec.get('command'));
}

const SCHEMES = ['HTTP', 'HTTPS'];

/** @mirrors core/validation.validateHTTPGetAction (partly: the path has a default, the protocol a closed gate) */
function validateHTTPGetAction(http: Field<HTTPGetAction>, errors: Errors): void {
  const value = http.value ?? {};
  validatePortNumOrName(http.get('port'), errors);
  if (!SCHEMES.includes(value.scheme ?? '')) errors.notSupported(http.get('scheme'), SCHEMES);
  if (value.httpHeaders === undefined) return;
  for (const header of http.get('httpHeaders').items()) {
    const name = header.value?.name ?? '';
    const fault = httpHeaderName(name);
    if (fault === undefined) continue;
    errors.invalid(
      header.get('name').shownAsPath(`${http.path}.httpHeaders`),
      `the header name ${quote(name)} ${fault}`,
    );
  }
}

/** @mirrors core/validation.ValidatePortNumOrName */
export function validatePortNumOrName(port: Field<number | string>, errors: Errors): void {
  const value = port.value ?? 0;
  if (typeof value === 'string') {
    const fault = portName(value);
    if (fault !== undefined) errors.invalid(port, `${quote(value)} ${fault}`, 'invalid-port-name');
    return;
  }
  const fault = portNumber(value);
  if (fault !== undefined) errors.invalid(port, `port ${value} ${fault}`);
}

/** @mirrors core/validation.validateSleepAction */
function validateSleepAction(sleep: Field<SleepAction>, { errors, env, gracePeriod }: PodContext): void {
  const seconds = sleep.value?.seconds ?? 0;
  const least = env.gates.PodLifecycleSleepActionAllowZero ? 0 : 1;
  if (gracePeriod === undefined || (seconds >= least && seconds <= gracePeriod)) return;
  const at = sleep.get('seconds').shownAsPath(sleep.path);
  errors.invalid(at, `${seconds} seconds must be from ${least} to the terminationGracePeriodSeconds (${gracePeriod})`);
}
