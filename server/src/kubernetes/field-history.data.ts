import type { KubernetesVersion } from './version.ts';

/** Since when a field is there. */
export interface FieldHistory {
  /** Behind a feature gate that is off by default, in Kubernetes 1.x. */
  readonly alpha?: KubernetesVersion;
  /** Usable without turning anything on. Absent while that is still to come. */
  readonly on?: KubernetesVersion;
  readonly gate: string;
}

/**
 * Fields that came after Kubernetes 1.18, by definition and name. Source of each row: the page of its feature gate,
 * `https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/#GATE`.
 */
export const FIELD_HISTORY: Readonly<Record<string, FieldHistory>> = {
  'Container.resizePolicy': { alpha: 27, on: 33, gate: 'InPlacePodVerticalScaling' },
  'Container.restartPolicy': { alpha: 28, on: 29, gate: 'SidecarContainers' },
  'Container.restartPolicyRules': { alpha: 34, on: 35, gate: 'ContainerRestartRules' },
  'EnvVarSource.fileKeyRef': { alpha: 34, on: 35, gate: 'EnvFiles' },
  'Lifecycle.stopSignal': { alpha: 33, gate: 'ContainerStopSignals' },
  'LifecycleHandler.sleep': { alpha: 29, on: 30, gate: 'PodLifecycleSleepAction' },
  'Probe.grpc': { alpha: 23, on: 24, gate: 'GRPCContainerProbe' },
  'Probe.terminationGracePeriodSeconds': { alpha: 21, on: 25, gate: 'ProbeTerminationGracePeriod' },
  'PodSpec.ephemeralContainers': { alpha: 16, on: 23, gate: 'EphemeralContainers' },
  'PodSpec.hostUsers': { alpha: 25, on: 33, gate: 'UserNamespacesSupport' },
  'PodSpec.hostnameOverride': { alpha: 34, on: 35, gate: 'HostnameOverride' },
  'PodSpec.os': { alpha: 23, on: 24, gate: 'IdentifyPodOS' },
  'PodSpec.resourceClaims': { alpha: 26, on: 34, gate: 'DynamicResourceAllocation' },
  'PodSpec.resources': { alpha: 32, on: 34, gate: 'PodLevelResources' },
  'PodSpec.schedulingGates': { alpha: 26, on: 27, gate: 'PodSchedulingReadiness' },
  'PodSpec.setHostnameAsFQDN': { alpha: 19, on: 20, gate: 'SetHostnameAsFQDN' },
  'PodAffinityTerm.matchLabelKeys': { alpha: 29, on: 31, gate: 'MatchLabelKeysInPodAffinity' },
  'PodAffinityTerm.mismatchLabelKeys': { alpha: 29, on: 31, gate: 'MatchLabelKeysInPodAffinity' },
  'PodAffinityTerm.namespaceSelector': { alpha: 21, on: 22, gate: 'PodAffinityNamespaceSelector' },
  'TopologySpreadConstraint.matchLabelKeys': {
    alpha: 25,
    on: 27,
    gate: 'MatchLabelKeysInPodTopologySpread',
  },
  'TopologySpreadConstraint.minDomains': {
    alpha: 24,
    on: 27,
    gate: 'MinDomainsInPodTopologySpread',
  },
  'TopologySpreadConstraint.nodeAffinityPolicy': {
    alpha: 25,
    on: 26,
    gate: 'NodeInclusionPolicyInPodTopologySpread',
  },
  'TopologySpreadConstraint.nodeTaintsPolicy': {
    alpha: 25,
    on: 26,
    gate: 'NodeInclusionPolicyInPodTopologySpread',
  },
  'PodSecurityContext.appArmorProfile': { on: 30, gate: 'AppArmorFields' },
  'SecurityContext.appArmorProfile': { on: 30, gate: 'AppArmorFields' },
  'PodSecurityContext.seLinuxChangePolicy': { alpha: 32, on: 33, gate: 'SELinuxChangePolicy' },
  'PodSecurityContext.supplementalGroupsPolicy': {
    alpha: 31,
    on: 33,
    gate: 'SupplementalGroupsPolicy',
  },
  'Volume.ephemeral': { alpha: 19, on: 21, gate: 'GenericEphemeralVolume' },
  'Volume.image': { alpha: 31, on: 35, gate: 'ImageVolume' },
  'VolumeMount.recursiveReadOnly': { alpha: 30, on: 31, gate: 'RecursiveReadOnlyMounts' },
  'VolumeProjection.clusterTrustBundle': { alpha: 29, gate: 'ClusterTrustBundleProjection' },
  'VolumeProjection.podCertificate': { alpha: 34, gate: 'PodCertificateRequest' },
  'CronJobSpec.timeZone': { alpha: 24, on: 25, gate: 'CronJobTimeZone' },
  'JobSpec.backoffLimitPerIndex': { alpha: 28, on: 29, gate: 'JobBackoffLimitPerIndex' },
  'JobSpec.completionMode': { alpha: 21, on: 22, gate: 'IndexedJob' },
  'JobSpec.managedBy': { alpha: 30, on: 32, gate: 'JobManagedBy' },
  'JobSpec.maxFailedIndexes': { alpha: 28, on: 29, gate: 'JobBackoffLimitPerIndex' },
  'JobSpec.podFailurePolicy': { alpha: 25, on: 26, gate: 'JobPodFailurePolicy' },
  'JobSpec.podReplacementPolicy': { alpha: 28, on: 29, gate: 'JobPodReplacementPolicy' },
  'JobSpec.successPolicy': { alpha: 30, on: 31, gate: 'JobSuccessPolicy' },
  'JobSpec.suspend': { alpha: 21, on: 22, gate: 'SuspendJob' },
  'StatefulSetSpec.minReadySeconds': { alpha: 22, on: 23, gate: 'StatefulSetMinReadySeconds' },
  'StatefulSetSpec.ordinals': { alpha: 26, on: 27, gate: 'StatefulSetStartOrdinal' },
  'StatefulSetSpec.persistentVolumeClaimRetentionPolicy': {
    alpha: 23,
    on: 27,
    gate: 'StatefulSetAutoDeletePVC',
  },
  'ServiceSpec.internalTrafficPolicy': { alpha: 21, on: 22, gate: 'ServiceInternalTrafficPolicy' },
  'ServiceSpec.loadBalancerClass': { alpha: 21, on: 22, gate: 'ServiceLoadBalancerClass' },
  'ServiceSpec.trafficDistribution': { alpha: 30, on: 31, gate: 'ServiceTrafficDistribution' },
};
