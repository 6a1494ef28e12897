/** A Kubernetes minor, and the question whether something holds in it. */
class AtMinor {
  readonly #minor: number;

  constructor(minor: number) {
    this.#minor = minor;
  }

  /** On from this minor on. */
  protected since(first: number): boolean {
    return this.#minor >= first;
  }

  /** On in all minors before this one. */
  protected until(end: number): boolean {
    return this.#minor < end;
  }
}

/**
 * The one place that knows what differs between Kubernetes minors: a validator asks `env.gates.X`, never for the minor.
 * Upstream's feature gates carry upstream's name and hold where they are on by default. Switches of ours stand for changes that upstream
 * made without a gate; their comment names the change.
 */
export class Gates extends AtMinor {
  /** A template's AppArmor annotation is warned of unless it says what the Pod's profile says; before any profile would do. */
  readonly AppArmorAnnotationsCompared: boolean = this.since(34);
  /** AppArmor profiles are fields of security contexts. */
  readonly AppArmorFields: boolean = this.since(30);
  /** Profiles in fields are repeated as annotations. */
  readonly AppArmorFieldsAsAnnotations: boolean = this.since(30) && this.until(34);
  /** A missing name of a CSI driver is Required; before it was Invalid too. */
  readonly CSIDriverNameRequiredOnly: boolean = this.since(35);
  /** Tokens for a CSI driver may go with the Secrets of its volumes, and it is warned of drivers that do not say so. */
  readonly CSIServiceAccountTokenSecrets: boolean = this.since(35);
  /** Trust bundles in projected volumes. */
  readonly ClusterTrustBundleProjection: boolean = this.since(37);
  /** Warns of sets of lists or maps in the schemas of custom kinds. */
  readonly CompoundSetWarnings: boolean = this.since(37);
  /** Restart policies that a closed gate hides are dropped; before they were refused. */
  readonly ContainerRestartPolicyDropped: boolean = this.since(34);
  /** Containers with a restart policy and restart rules of their own. */
  readonly ContainerRestartRules: boolean = this.since(35);
  /** Custom kinds: the formats k8s-short-name and k8s-long-name are checked. */
  readonly CustomNameFormats: boolean = this.since(35);
  /** Custom kinds: the formats of numbers (int32, float ...) count, and formats of text are ignored for other types. */
  readonly CustomNumberFormats: boolean = this.since(36);
  /** Custom kinds say by which fields their objects can be selected. */
  readonly CustomResourceFieldSelectors: boolean = this.since(31);
  /** Both attributes of a constraint are looked at, and their domains have to be in lower case. */
  readonly DRAAttributesDeclared: boolean = this.since(37);
  /** Claims may take a part of a device. */
  readonly DRAConsumableCapacity: boolean = this.since(36);
  /** Devices that have to be made ready before a Pod is bound. */
  readonly DRADeviceBindingConditions: boolean = this.since(36);
  /** Taints of devices, and tolerations of them. */
  readonly DRADeviceTaints: boolean = this.since(36);
  /** Requests and devices of a name that is there already are reported as a whole; before at their name. */
  readonly DRADuplicatesAtItem: boolean = this.since(35);
  /** Devices of a class may be asked for as an extended resource. */
  readonly DRAExtendedResource: boolean = this.since(36);
  /** Devices that share counters, and devices with nodes of their own. */
  readonly DRAPartitionableDevices: boolean = this.since(36);
  /** The generateName of a DeviceClass is judged by the name that is made of it alone. */
  readonly DeviceClassNameOnly: boolean = this.since(35);
  /** Resource claims. */
  readonly DynamicResourceAllocation: boolean = this.since(34);
  /** Addresses of endpoints are counted even where there are too many endpoints. */
  readonly EndpointAddressesAlwaysCounted: boolean = this.since(37);
  /** An address of an EndpointSlice that is not of its family is reported at the list, and none that can't be read is looked at further. */
  readonly EndpointFamilyAtList: boolean = this.since(33);
  /** Variables from files of an emptyDir. */
  readonly EnvFiles: boolean = this.since(35);
  /** Schemas of custom kinds may not say anything of metadata, examples and links to documents included; before these two were not looked at. */
  readonly ExamplesInSchemas: boolean = this.since(36);
  /** All exceptions of a block of addresses are looked at; before none behind one that can't be read. */
  readonly ExceptsAllRead: boolean = this.since(30);
  /** Reviews of tokens and access are not sent to webhooks; rules that name them are warned of. */
  readonly ExcludeAdmissionWebhookVirtualResources: boolean = this.since(37);
  /** Warns of externalIPs of a Service. */
  readonly ExternalIPsWarning: boolean = this.since(36);
  /** The generateName of a ReplicationController is judged by the name that is made of it alone. */
  readonly GeneratedNameOnly: boolean = this.since(35);
  /** Autoscalers may say how much a metric may differ before they act. */
  readonly HPAConfigurableTolerance: boolean = this.since(35);
  /** Autoscalers are created with the generation 1, whatever is written. */
  readonly HPAGeneration: boolean = this.since(37);
  /** A missing maxReplicas is Required; before it was Invalid. */
  readonly HPAMaxReplicasRequired: boolean = this.since(36);
  /** What an autoscaler scales has to be named with its group. */
  readonly HPAReferencesGroup: boolean = this.since(34);
  /** Autoscalers may scale down to nothing. */
  readonly HPAScaleToZero: boolean = this.since(37);
  /** Tolerances are read from annotations of autoscaling/v1, and these annotations dropped. */
  readonly HPATolerances: boolean = this.since(33);
  /** Zero beside an average value in an annotation of autoscaling/v1 counts for no value. */
  readonly HPAZeroValueLeftOut: boolean = this.since(36);
  /** Warns of fields that headless Services do not use. */
  readonly HeadlessServiceWarnings: boolean = this.since(34);
  /** Errors of host aliases name their index; before they named the list. */
  readonly HostAliasesIndexed: boolean = this.since(30);
  /** Block devices are refused in Pods with a user namespace of their own. */
  readonly HostUsersRefuseVolumeDevices: boolean = this.since(34);
  /** A host name that is not made of the Pod's own. */
  readonly HostnameOverride: boolean = this.since(35);
  /** Unusual forms of addresses are warned of. */
  readonly IPWarnings: boolean = this.since(33);
  /** Volumes made of a container image. */
  readonly ImageVolume: boolean = this.since(35);
  /** An image volume without a reference is refused in pod templates too, not in Pods alone. */
  readonly ImageVolumeReferenceInTemplates: boolean = this.since(37);
  /** Containers may be resized while they run. */
  readonly InPlacePodVerticalScaling: boolean = this.since(33);
  /** Init containers that are no sidecars can't be resized by a restart. */
  readonly InitResizeRestartRefused: boolean = this.since(36);
  /** Jobs that another controller looks after. */
  readonly JobManagedBy: boolean = this.since(32);
  /** Indexed Jobs that are done before all of their indexes are. */
  readonly JobSuccessPolicy: boolean = this.since(31);
  /** A Service of type LoadBalancer may have the kubelet's port. */
  readonly KubeletPortAllowed: boolean = this.since(33);
  /** The path of a service account's token has to stay within its volume. */
  readonly LocalTokenPaths: boolean = this.since(30);
  /** A missing operation of a managed field is Required and a wrong one NotSupported; both were Invalid. */
  readonly ManagedFieldsOperationEnum: boolean = this.since(37);
  /** Names that end in .static.k8s.io are refused for webhooks and policies. */
  readonly ManifestBasedAdmissionControlConfig: boolean = this.since(37);
  /** matchLabelKeys and mismatchLabelKeys of affinity terms. */
  readonly MatchLabelKeysInPodAffinity: boolean = this.since(31);
  /** matchLabelKeys of spread constraints become part of the selector, and are checked like those of affinity terms. */
  readonly MatchLabelKeysInPodTopologySpreadSelectorMerge: boolean = this.since(34);
  /** Errors of matchResources of a policy binding name it so; before a letter was missing. */
  readonly MatchResourcesSpelled: boolean = this.since(32);
  /** StatefulSets that replace several Pods at a time. */
  readonly MaxUnavailableStatefulSet: boolean = this.since(37);
  /** Three more labels of nodes are warned of. */
  readonly MoreNodeLabelWarnings: boolean = this.since(31);
  /** Warns of the annotation with the mount options of a volume. */
  readonly MountOptionsWarning: boolean = this.since(31);
  /** Warns of service accounts that list the Secrets that may be mounted. */
  readonly MountableSecretsWarning: boolean = this.since(32);
  /** How often a CSI driver says how many volumes it takes. */
  readonly MutableCSINodeAllocatableCount: boolean = this.since(35);
  /** Defaults in the schemas of custom kinds have to be of the formats k8s-short-name and k8s-long-name. */
  readonly NameFormatsInDefaults: boolean = this.since(34);
  /** Custom kinds: a float counts as a whole number if it is next to one on either side; before it had to lie above a positive one. */
  readonly NearlyWholeNumbersRound: boolean = this.since(37);
  /** In alternatives of a schema `additionalProperties: false` is let through; before only its absence was. */
  readonly NestedAdditionalProperties: boolean = this.since(31);
  /** Features of which a Node says that it has them. */
  readonly NodeDeclaredFeatures: boolean = this.since(36);
  /** Selectors of the older version of a budget are not to be written, and dropped. */
  readonly OlderBudgetSelectorsDropped: boolean = this.since(37);
  /** Files of one volume that are in each other's way are warned of. */
  readonly OverlappingPathWarnings: boolean = this.since(32);
  /** A projection without paths of its own no longer counts as a copy of the one before it. */
  readonly OverlappingPathsForgotten: boolean = this.since(34);
  /** Errors of owner references name their index, and missing fields are Required; both were not so. */
  readonly OwnerReferencesIndexed: boolean = this.since(37);
  /** The ranges of a Node's Pods are looked at for copies. */
  readonly PodCIDRsUnique: boolean = this.until(33);
  /** Certificates of Pods in projected volumes. */
  readonly PodCertificateRequest: boolean = this.since(37);
  /** The status of a condition in a pod failure policy is defaulted in CronJobs as in Jobs. */
  readonly PodConditionStatusInCronJob: boolean = this.since(34);
  /** Pods are created with the generation 1, whatever is written. */
  readonly PodGenerationTracked: boolean = this.since(33);
  /** hostPID and shareProcessNamespace that exclude each other are reported at the spec; before at its security context. */
  readonly PodHostFieldsInSpec: boolean = this.since(37);
  /** Resources of a Pod as a whole. */
  readonly PodLevelResources: boolean = this.since(34);
  /** Resources of a Pod as a whole get their defaults after its fields were prepared. */
  readonly PodLevelResourcesFixDefaulting: boolean = this.since(37);
  /** Hooks that sleep. */
  readonly PodLifecycleSleepAction: boolean = this.since(30);
  /** A hook may sleep for no time at all. */
  readonly PodLifecycleSleepActionAllowZero: boolean = this.since(33);
  /** Port names that several containers use are warned of. */
  readonly PortNameWarnings: boolean = this.since(33);
  /** Warns of the older name for traffic that stays in its zone. */
  readonly PreferCloseWarning: boolean = this.since(35);
  /** A Service may keep its traffic in a zone or on a node. */
  readonly PreferSameTrafficDistribution: boolean = this.since(34);
  /** Values that no label has are warned of in preferred node affinity. */
  readonly PreferredNodeAffinityWarnings: boolean = this.since(33);
  /** Parts of a priority level that go with one type only are refused in all others, unknown ones included. */
  readonly PriorityLevelPartsByType: boolean = this.since(37);
  /** A missing type of a priority level, or of what happens to requests over its limit, is Required; before it was NotSupported. */
  readonly PriorityLevelTypeRequired: boolean = this.since(36);
  /** How /proc is mounted. */
  readonly ProcMountType: boolean = this.since(33);
  /** Warns of quotas that allow more to be requested than used. */
  readonly QuotaRequestWarnings: boolean = this.since(35);
  /** Mounts that are read-only all the way down. */
  readonly RecursiveReadOnlyMounts: boolean = this.since(31);
  /** Warns of volumes that are emptied and used again. */
  readonly RecycleWarning: boolean = this.since(30);
  /** Search domains may have underscores, and may be a lone dot. */
  readonly RelaxedDNSSearchValidation: boolean = this.since(33);
  /** Names of environment variables may be any printable ASCII but `=`. */
  readonly RelaxedEnvironmentVariableValidation: boolean = this.since(32);
  /** Names of Services may begin with a digit. */
  readonly RelaxedServiceNameValidation: boolean = this.since(36);
  /** A restart rule may restart all containers, and sidecars may have restart rules. */
  readonly RestartAllContainersOnContainerExits: boolean = this.since(36);
  /** Too many restart rules or exit codes are TooMany; before they were TooLong. */
  readonly RestartRulesTooMany: boolean = this.since(36);
  /** What a ControllerRevision keeps has to be an object; before anything but null would do. */
  readonly RevisionDataIsObject: boolean = this.since(31);
  /** A missing handler of a RuntimeClass is Required; before it was Invalid. */
  readonly RuntimeHandlerRequired: boolean = this.since(36);
  /** How volumes get their SELinux labels. */
  readonly SELinuxChangePolicy: boolean = this.since(33);
  /** The SELinux label may be given as a mount option, beside the recursive way. */
  readonly SELinuxMount: boolean = this.since(37);
  /** How a Service spreads its traffic. */
  readonly ServiceTrafficDistribution: boolean = this.since(31);
  /** RSA keys of less than 1024 bits are refused, since the server is built with Go 1.24. */
  readonly SmallRSAKeysRefused: boolean = this.since(33);
  /** Errors of loadBalancerSourceRanges name their index; before they named the list. */
  readonly SourceRangesIndexed: boolean = this.since(30);
  /** Warns of a negative revisionHistoryLimit of a StatefulSet. */
  readonly StatefulSetRevisionHistoryWarning: boolean = this.since(33);
  /** The serviceName of a StatefulSet has to be a DNS label. */
  readonly StatefulSetServiceName: boolean = this.since(33);
  /** The pod template and the claim templates of a StatefulSet are validated; before 1.34 they were not. */
  readonly StatefulSetTemplate: boolean = this.since(34);
  /** Warns of names of webhooks and policies that end in .static.k8s.io. */
  readonly StaticSuffixWarnings: boolean = this.since(36);
  /** Addresses and ranges with leading zeros, or IPv4 in IPv6 form, are refused in fields that took them. */
  readonly StrictIPCIDRValidation: boolean = this.since(36);
  /** Values of required node affinity have to be label values. */
  readonly StrictNodeAffinityValues: boolean = this.since(33);
  /** How groups of the image count. */
  readonly SupplementalGroupsPolicy: boolean = this.since(33);
  /** Errors of a RuntimeClass's tolerations name the list once; before twice. */
  readonly TolerationsNamedOnce: boolean = this.since(35);
  /** Warns of formats in the schemas of custom kinds that the server does not know. */
  readonly UnknownFormatWarnings: boolean = this.since(34);
  /** A Pod may have a user namespace of its own. */
  readonly UserNamespacesSupport: boolean = this.since(33);
  /** Classes of attributes that a volume can change to while it is in use. */
  readonly VolumeAttributesClass: boolean = this.since(34);
  /** A quota may be about claims with a class of attributes. */
  readonly VolumeAttributesClassScope: boolean = this.since(33);
  /** A priority level may have no share of its own. */
  readonly ZeroLimitedNominalConcurrencyShares: boolean = this.since(30);
}

const known = new Map<number, Gates>();

/** The switches as they stand in a minor. 1.29 is the oldest whose validation is mirrored. */
export function gatesOf(minor: number): Gates {
  const aimed = Math.max(minor, 29);
  let gates = known.get(aimed);
  if (gates === undefined) known.set(aimed, (gates = new Gates(aimed)));
  return gates;
}
