import { activeDeadlineNotAllowed } from './active-deadline-not-allowed.ts';
import { badConfiguration } from './bad-configuration.ts';
import { dataConflict } from './data-conflict.ts';
import { deprecatedNodeLabel } from './deprecated-node-label.ts';
import { dnsConfig } from './dns-config.ts';
import { duplicateContainerPort } from './duplicate-container-port.ts';
import { duplicateKey } from './duplicate-key.ts';
import { duplicateMountPath } from './duplicate-mount-path.ts';
import { duplicateName } from './duplicate-name.ts';
import { duplicatePortName } from './duplicate-port-name.ts';
import { ephemeralContainerField } from './ephemeral-container-field.ts';
import { ephemeralContainerInManifest } from './ephemeral-container-in-manifest.ts';
import { fileNotShared } from './file-not-shared.ts';
import { hiddenVariable } from './hidden-variable.ts';
import { hostIpWithoutHostPort } from './host-ip-without-host-port.ts';
import { hostNetworkDns } from './host-network-dns.ts';
import { hostNetworkPortMismatch } from './host-network-port-mismatch.ts';
import { hostPortConflict } from './host-port-conflict.ts';
import { hostProcessConflict } from './host-process-conflict.ts';
import { hostnameOverrideConflict } from './hostname-override-conflict.ts';
import { imageWhitespace } from './image-whitespace.ts';
import { ingressConflict } from './ingress-conflict.ts';
import { ingressPortNotFound } from './ingress-port-not-found.ts';
import { initContainerProbe } from './init-container-probe.ts';
import { initWaitsForMain } from './init-waits-for-main.ts';
import { invalidValue } from './invalid-value.ts';
import { jobConflict } from './job-conflict.ts';
import { localhostNothingListens } from './localhost-nothing-listens.ts';
import { loopbackOnlyListener } from './loopback-only-listener.ts';
import { missingField } from './missing-field.ts';
import { mountPropagationConflict } from './mount-propagation-conflict.ts';
import { multipleProcesses } from './multiple-processes.ts';
import { negativeGracePeriod } from './negative-grace-period.ts';
import { nonStandardAddress } from './non-standard-address.ts';
import { nullLabelSelector } from './null-label-selector.ts';
import { oneOfFields } from './one-of-fields.ts';
import { overlappingItemPaths } from './overlapping-item-paths.ts';
import { placementConflict } from './placement-conflict.ts';
import { portConflict } from './port-conflict.ts';
import { privilegeConflict } from './privilege-conflict.ts';
import { probeHandler } from './probe-handler.ts';
import { probePortNotFound } from './probe-port-not-found.ts';
import { probePortNotListening } from './probe-port-not-listening.ts';
import { probeSetting } from './probe-setting.ts';
import { processNamespaceConflict } from './process-namespace-conflict.ts';
import { readOnlyWrite } from './read-only-write.ts';
import { removedApiVersion } from './removed-api-version.ts';
import { removedVolumeType } from './removed-volume-type.ts';
import { repeatedEntry } from './repeated-entry.ts';
import { requestOverLimit } from './request-over-limit.ts';
import { resizePolicyConflict } from './resize-policy-conflict.ts';
import { resourceAmount } from './resource-amount.ts';
import { resourceClaimNotFound } from './resource-claim-not-found.ts';
import { resourceFieldSource } from './resource-field-source.ts';
import { restartPolicyNotAllowed } from './restart-policy-not-allowed.ts';
import { restartRule } from './restart-rule.ts';
import { rolloutStandsStill } from './rollout-stands-still.ts';
import type { Rule } from './rule.ts';
import { ruleFailed } from './rule-failed.ts';
import { runsAsRoot } from './runs-as-root.ts';
import { schedulingGateWithNode } from './scheduling-gate-with-node.ts';
import { securityProfile } from './security-profile.ts';
import { selectorExpression } from './selector-expression.ts';
import { selectorMismatch } from './selector-mismatch.ts';
import { serviceConflict } from './service-conflict.ts';
import { servicePortNotFound } from './service-port-not-found.ts';
import { severalVolumeSources } from './several-volume-sources.ts';
import { siblingByName } from './sibling-by-name.ts';
import { sidecarNeverEnds } from './sidecar-never-ends.ts';
import { signalAcrossContainers } from './signal-across-containers.ts';
import { sleepOverGracePeriod } from './sleep-over-grace-period.ts';
import { stopSignalWithoutOs } from './stop-signal-without-os.ts';
import { strictParserOnly } from './strict-parser-only.ts';
import { subPathAndExpression } from './sub-path-and-expression.ts';
import { sysctlHostNamespace } from './sysctl-host-namespace.ts';
import { tabIndentation } from './tab-indentation.ts';
import { tolerationConflict } from './toleration-conflict.ts';
import { tooLarge } from './too-large.ts';
import { unknownField } from './unknown-field.ts';
import { unknownKind } from './unknown-kind.ts';
import { unrelatedContainers } from './unrelated-containers.ts';
import { unusedSuppression } from './unused-suppression.ts';
import { unusedVolume } from './unused-volume.ts';
import { userNamespaceConflict } from './user-namespace-conflict.ts';
import { variableFileVolume } from './variable-file-volume.ts';
import { variableWithTwoSources } from './variable-with-two-sources.ts';
import { volumeDeviceConflict } from './volume-device-conflict.ts';
import { volumeNotFound } from './volume-not-found.ts';
import { windowsPodField } from './windows-pod-field.ts';
import { wrongType } from './wrong-type.ts';
import { yamlSyntax } from './yaml-syntax.ts';

/** The one list of rules, by id. */
export const catalog: readonly Rule[] = [
  activeDeadlineNotAllowed,
  badConfiguration,
  dataConflict,
  deprecatedNodeLabel,
  dnsConfig,
  duplicateContainerPort,
  duplicateKey,
  duplicateMountPath,
  duplicateName,
  duplicatePortName,
  ephemeralContainerField,
  ephemeralContainerInManifest,
  fileNotShared,
  hiddenVariable,
  hostIpWithoutHostPort,
  hostNetworkDns,
  hostNetworkPortMismatch,
  hostPortConflict,
  hostProcessConflict,
  hostnameOverrideConflict,
  imageWhitespace,
  ingressConflict,
  ingressPortNotFound,
  initContainerProbe,
  initWaitsForMain,
  invalidValue,
  jobConflict,
  localhostNothingListens,
  loopbackOnlyListener,
  missingField,
  mountPropagationConflict,
  multipleProcesses,
  negativeGracePeriod,
  nonStandardAddress,
  nullLabelSelector,
  oneOfFields,
  overlappingItemPaths,
  placementConflict,
  portConflict,
  privilegeConflict,
  probeHandler,
  probePortNotFound,
  probePortNotListening,
  probeSetting,
  processNamespaceConflict,
  readOnlyWrite,
  removedApiVersion,
  removedVolumeType,
  repeatedEntry,
  requestOverLimit,
  resizePolicyConflict,
  resourceAmount,
  resourceClaimNotFound,
  resourceFieldSource,
  restartPolicyNotAllowed,
  restartRule,
  rolloutStandsStill,
  ruleFailed,
  runsAsRoot,
  schedulingGateWithNode,
  securityProfile,
  selectorExpression,
  selectorMismatch,
  serviceConflict,
  servicePortNotFound,
  severalVolumeSources,
  siblingByName,
  sidecarNeverEnds,
  signalAcrossContainers,
  sleepOverGracePeriod,
  stopSignalWithoutOs,
  strictParserOnly,
  subPathAndExpression,
  sysctlHostNamespace,
  tabIndentation,
  tolerationConflict,
  tooLarge,
  unknownField,
  unknownKind,
  unrelatedContainers,
  unusedSuppression,
  unusedVolume,
  userNamespaceConflict,
  variableFileVolume,
  variableWithTwoSources,
  volumeDeviceConflict,
  volumeNotFound,
  windowsPodField,
  wrongType,
  yamlSyntax,
];
