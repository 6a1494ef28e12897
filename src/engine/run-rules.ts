import { Field } from '../model/field.ts';
import type { Raised, RelatedPlace, Report } from '../model/finding.ts';
import type { Manifest } from '../model/manifest.ts';
import { Node } from '../model/node.ts';
import { type Place, placeOf } from '../model/place.ts';
import type { AnyRule, RuleFinding } from '../model/rule.ts';
import { type Container, type Pod, podsOf } from '../model/workload.ts';
import type { Plan } from './plan.ts';

// Loops over indexes, since `for (of)` takes V8 many times as long to compile.

/** Runs every rule of the plan that looks at a single object. */
export function runRules(manifest: Manifest, plan: Plan, report: Report): void {
  const { document } = manifest;
  plan.about = { manifest, report };
  for (let i = 0; i < plan.document.length; i++) {
    const { check, raise, options } = plan.document[i] as (typeof plan.document)[number];
    check(document, manifest, raise, options);
  }
  // Rules that name kinds mean those of Kubernetes.
  const object = plan.object(manifest.namesake ? '' : manifest.kind);
  for (let i = 0; i < object.length; i++) {
    const { check, raise, options } = object[i] as (typeof object)[number];
    check(manifest, raise, options);
  }
  const pods = podsOf(manifest);
  for (let i = 0; i < pods.length; i++) runPodRules(pods[i] as Pod, plan);
  plan.about = undefined;
}

/** Runs the rules about pods and containers on one pod spec. */
function runPodRules(pod: Pod, { pod: ofPod, container: ofContainer }: Plan): void {
  for (let i = 0; i < ofPod.length; i++) {
    const { check, raise, options } = ofPod[i] as (typeof ofPod)[number];
    check(pod, raise, options);
  }
  const { containers } = pod;
  for (let i = 0; i < ofContainer.length; i++) {
    const { check, raise, options } = ofContainer[i] as (typeof ofContainer)[number];
    for (let j = 0; j < containers.length; j++) check(containers[j] as Container, raise, options);
  }
}

/** What a rule says about a field, a node or a range, as a finding. */
export function raisedBy(id: string, rule: AnyRule, { manifest, at, message, more }: Said): Raised {
  const place = locate(at);
  const related = more?.related;
  return {
    rule: id,
    severity: more?.severity ?? rule.severity,
    source: rule.source,
    message,
    start: place.start,
    end: place.end,
    path: more?.path ?? (at instanceof Field ? at.path : undefined),
    fix: more?.fix,
    related: related === undefined ? undefined : [relatedPlace(related, manifest)],
    unless: more?.unless,
  };
}

export interface Said {
  readonly manifest: Manifest;
  readonly at: Field | Node | Place;
  readonly message: string;
  readonly more: RuleFinding | undefined;
}

function relatedPlace(related: NonNullable<RuleFinding['related']>, manifest: Manifest): RelatedPlace {
  const { start, end } = locate(related.at);
  const source = related.at instanceof Field ? related.at.manifest.source : manifest.source;
  return { source, start, end, message: related.message };
}

function locate(at: Field | Node | Place): Place {
  if (at instanceof Field) return at.locate();
  return at instanceof Node ? placeOf(at) : at;
}
