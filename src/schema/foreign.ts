/**
 * Files that have an apiVersion and a kind and never meet an API server: settings of Kubernetes' own programs and files of tools around
 * it. Written by hand; an entry is a group, or a group and kind where the group has real objects too.
 */
const FOREIGN: ReadonlyMap<string, string> = new Map([
  // Kubernetes' own programs
  ['admission.k8s.io', 'a message between the API server and a webhook'],
  ['apidiscovery.k8s.io', "an answer of the API server's discovery"],
  ['apiserver.config.k8s.io', 'a configuration file of the API server'],
  ['apiserver.k8s.io', 'a configuration file of the API server'],
  ['audit.k8s.io', 'an audit policy or audit log of the API server'],
  ['client.authentication.k8s.io', 'a message between kubectl and a credential plugin'],
  ['cloudcontrollermanager.config.k8s.io', 'a configuration file of the cloud controller manager'],
  ['controllermanager.config.k8s.io', 'a configuration file of the controller manager'],
  ['credentialprovider.kubelet.k8s.io', 'a message between the kubelet and a credential provider'],
  ['eventratelimit.admission.k8s.io', 'a configuration file of an admission plugin'],
  ['imagepolicy.k8s.io', 'a message between the API server and an image policy webhook'],
  ['kubeadm.k8s.io', 'a configuration file of kubeadm'],
  ['kubecontrollermanager.config.k8s.io', 'a configuration file of the controller manager'],
  ['kubectl.config.k8s.io', 'a preferences file of kubectl'],
  ['kubelet.config.k8s.io', 'a configuration file of the kubelet'],
  ['kubeproxy.config.k8s.io', 'a configuration file of kube-proxy'],
  ['kubescheduler.config.k8s.io', 'a configuration file of the scheduler'],
  ['pod-security.admission.config.k8s.io', 'a configuration file of Pod Security admission'],
  ['podtolerationrestriction.admission.k8s.io', 'a configuration file of an admission plugin'],
  ['resourcequota.admission.k8s.io', 'a configuration file of an admission plugin'],
  ['v1 Config', 'a kubeconfig file'],
  // Kustomize and package functions
  ['builtin', 'a transformer or generator of kustomize'],
  ['config.kubernetes.io', 'a resource list of a package function'],
  ['internal.config.kubernetes.io', 'a resource list of a package function'],
  ['kpt.dev', 'a package file of kpt'],
  ['kustomize.config.k8s.io', 'a kustomization'],
  ['viaduct.ai/v1 ksops', 'a generator of kustomize'],
  // Clusters on a workstation and their makers
  ['clusterctl.cluster.x-k8s.io/v1alpha3 Metadata', 'a metadata file of clusterctl'],
  ['ctlptl.dev', 'a configuration file of ctlptl'],
  ['eksctl.io', 'a configuration file of eksctl'],
  ['k0sctl.k0sproject.io', 'a configuration file of k0sctl'],
  ['k3d.io', 'a configuration file of k3d'],
  ['kind.sigs.k8s.io', 'a configuration file of kind'],
  ['kind.x-k8s.io', 'a configuration file of kind'],
  ['kops.k8s.io', 'a configuration file of kops'],
  // Tools that test, build and describe
  ['argoproj.io/v1alpha1 ConfigManagementPlugin', 'a plugin file of Argo CD'],
  ['backstage.io', 'a catalog file of Backstage'],
  ['chainsaw.kyverno.io', 'a test of Chainsaw'],
  ['cli.kyverno.io', 'a test file of the Kyverno command'],
  ['controller-runtime.sigs.k8s.io', 'a configuration file of a controller'],
  ['kuttl.dev', 'a test of KUTTL'],
  ['krew.googlecontainertools.github.com', 'a plugin file of krew'],
  ['scaffolder.backstage.io', 'a template of Backstage'],
  ['skaffold', 'a configuration file of Skaffold'],
]);

/** What such a file is, in a few words; undefined if it is none that is known. */
export function foreignKind(apiVersion: string, kind: string): string | undefined {
  const slash = apiVersion.indexOf('/');
  const group = slash < 0 ? apiVersion : apiVersion.slice(0, slash);
  return FOREIGN.get(`${apiVersion} ${kind}`) ?? FOREIGN.get(group);
}
