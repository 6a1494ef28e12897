import type { PodSpecPlace } from '../../model/settings.ts';
import { groupOf } from '../../schema/kinds.ts';

/** A step of the way to a pod template: a field, all items of a list, or all values of a map. */
export type PlaceStep = string | typeof EACH_ITEM | typeof EACH_VALUE;

export const EACH_ITEM: unique symbol = Symbol('[]');
export const EACH_VALUE: unique symbol = Symbol('*');

/** Where a pod template stands in the objects of a custom kind. */
export interface PodPlace {
  readonly steps: readonly PlaceStep[];
  /** There are other fields in it than those of a pod template. */
  readonly loose: boolean;
}

/**
 * Widely used kinds with whole pod templates in them. What is laid over a pod that the controller makes (`driver.template` of a SparkApplication,
 * `podTemplate` of Elasticsearch) is not among them: what is absent there is not absent from the pod.
 */
const KNOWN = `
actions.github.com AutoscalingRunnerSet spec.template
agones.dev Fleet spec.template.spec.template
agones.dev GameServer spec.template
agones.dev GameServerSet spec.template.spec.template
apps.kruise.io AdvancedCronJob spec.template.jobTemplate.spec.template spec.template.broadcastJobTemplate.spec.template
apps.kruise.io BroadcastJob spec.template
apps.kruise.io CloneSet spec.template
apps.kruise.io DaemonSet spec.template
apps.kruise.io StatefulSet spec.template
apps.openshift.io DeploymentConfig spec.template
argoproj.io AnalysisTemplate spec.metrics[].provider.job.spec.template
argoproj.io ClusterAnalysisTemplate spec.metrics[].provider.job.spec.template
argoproj.io Rollout spec.template
batch.volcano.sh Job spec.tasks[].template
jobset.x-k8s.io JobSet spec.replicatedJobs[].template.spec.template
keda.sh ScaledJob spec.jobTargetRef.template
kubeflow.org JAXJob spec.jaxReplicaSpecs.*.template
kubeflow.org MPIJob spec.mpiReplicaSpecs.*.template
kubeflow.org Notebook spec.template
kubeflow.org PaddleJob spec.paddleReplicaSpecs.*.template
kubeflow.org PyTorchJob spec.pytorchReplicaSpecs.*.template
kubeflow.org TFJob spec.tfReplicaSpecs.*.template
kubeflow.org XGBoostJob spec.xgbReplicaSpecs.*.template
leaderworkerset.x-k8s.io LeaderWorkerSet spec.leaderWorkerTemplate.leaderTemplate spec.leaderWorkerTemplate.workerTemplate
ray.io RayCluster spec.headGroupSpec.template spec.workerGroupSpecs[].template
ray.io RayJob spec.rayClusterSpec.headGroupSpec.template spec.rayClusterSpec.workerGroupSpecs[].template spec.submitterPodTemplate
ray.io RayService spec.rayClusterConfig.headGroupSpec.template spec.rayClusterConfig.workerGroupSpecs[].template
serving.knative.dev Configuration ~spec.template
serving.knative.dev Revision ~spec
serving.knative.dev Service ~spec.template
sources.knative.dev ContainerSource spec.template
`;

/** Where the custom kinds that are known, and those that the settings name, have pod templates. */
export class PodPlaces {
  readonly #places: Map<string, PodPlace[]> = new Map();

  constructor(asked: readonly PodSpecPlace[] = []) {
    for (const { apiVersion, kind, path } of asked) {
      const steps = parsePlace(path);
      if (steps !== undefined) this.#add(`${apiVersion} ${kind}`, { steps, loose: false });
    }
  }

  /** What the settings say of a version goes before what is known of the kind. */
  of(apiVersion: string, kind: string): readonly PodPlace[] {
    return this.#places.get(`${apiVersion} ${kind}`) ?? this.#known(groupOf(apiVersion), kind);
  }

  #known(group: string, kind: string): readonly PodPlace[] {
    const key = `${group}/ ${kind}`;
    let places = this.#places.get(key);
    if (places === undefined) this.#places.set(key, (places = knownPlaces(group, kind)));
    return places;
  }

  #add(key: string, place: PodPlace): void {
    const places = this.#places.get(key);
    if (places === undefined) this.#places.set(key, [place]);
    else places.push(place);
  }
}

function knownPlaces(group: string, kind: string): PodPlace[] {
  const start = `\n${group} ${kind} `;
  const at = KNOWN.indexOf(start);
  if (at < 0) return [];
  const paths = KNOWN.slice(at + start.length, KNOWN.indexOf('\n', at + start.length)).split(' ');
  return paths.map((path) => {
    const loose = path.startsWith('~');
    return { steps: parsePlace(loose ? path.slice(1) : path) as PlaceStep[], loose };
  });
}

const STEP = /^([^.[\]]+)((?:\[\])*)$/;

/** Reads `spec.tasks[].template`; `*` stands for all values of a map. Undefined if it is no such path. */
export function parsePlace(path: string): PlaceStep[] | undefined {
  const steps: PlaceStep[] = [];
  for (const part of path.split('.')) {
    const [, name, lists] = STEP.exec(part) ?? [];
    if (name === undefined || lists === undefined) return undefined;
    steps.push(name === '*' ? EACH_VALUE : name);
    for (let i = 0; i < lists.length; i += 2) steps.push(EACH_ITEM);
  }
  return steps;
}
