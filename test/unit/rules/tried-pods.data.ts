import type { Refusal } from './refusals.data.ts';
import { one, pod, refusal, spec, vol } from './tried-manifests.ts';

/** What the validation of v1.35.4 itself said of pods, each beside its nearest right neighbour. */
export const TRIED_PODS: readonly Refusal[] = [
  refusal(
    'resources.claims[1]: Duplicate value: "a"',
    'duplicate-name',
    one(
      'resources: {claims: [{name: a}, {name: a}]}',
      'resourceClaims: [{name: a, resourceClaimName: b}]',
    ),
    one('resources: {claims: [{name: a}]}', 'resourceClaims: [{name: a, resourceClaimName: b}]'),
  ),
  refusal(
    'resources.claims[1]: Duplicate value: "a"',
    'duplicate-name',
    one(
      'resources: {claims: [{name: a, request: x}, {name: a}]}',
      'resourceClaims: [{name: a, resourceClaimName: b}]',
    ),
    one(
      'resources: {claims: [{name: a, request: x}, {name: a, request: z}]}',
      'resourceClaims: [{name: a, resourceClaimName: b}]',
    ),
  ),
  refusal(
    'securityContext.sysctls[1].name: Duplicate value: "net.a"',
    'duplicate-name',
    spec('securityContext: {sysctls: [{name: net.a, value: "1"}, {name: net.a, value: "1"}]}'),
    spec('securityContext: {sysctls: [{name: net.a, value: "1"}, {name: net.b, value: "1"}]}'),
  ),
  refusal(
    'schedulingGates[1]: Duplicate value: "a"',
    'duplicate-name',
    spec('schedulingGates: [{name: a}, {name: a}]'),
    spec('schedulingGates: [{name: a}, {name: b}]'),
  ),
  refusal(
    'topologySpreadConstraints[0].{topologyKey, whenUnsatisfiable}: Duplicate value: "{a, DoNotSchedule}"',
    'duplicate-name',
    spec(
      'topologySpreadConstraints: [{labelSelector: {}, maxSkew: 1, topologyKey: a, whenUnsatisfiable: DoNotSchedule},{labelSelector: {}, maxSkew: 2, topologyKey: a, whenUnsatisfiable: DoNotSchedule}]',
    ),
    spec(
      'topologySpreadConstraints: [{labelSelector: {}, maxSkew: 1, topologyKey: a, whenUnsatisfiable: DoNotSchedule},{labelSelector: {}, maxSkew: 2, topologyKey: a, whenUnsatisfiable: ScheduleAnyway}]',
    ),
  ),
  refusal(
    'hostNetwork: Invalid value: false: hostNetwork must be true if pod contains any hostProcess containers',
    'host-process-conflict',
    spec('securityContext: {windowsOptions: {hostProcess: true}}'),
    spec('hostNetwork: true\nsecurityContext: {windowsOptions: {hostProcess: true}}'),
  ),
  refusal(
    'securityContext.windowsOptions.hostProcess: Invalid value: false: pod hostProcess value must be identical if b',
    'host-process-conflict',
    one(
      'securityContext: {windowsOptions: {hostProcess: false}}',
      'hostNetwork: true\nsecurityContext: {windowsOptions: {hostProcess: true}}',
    ),
    one(
      'securityContext: {windowsOptions: {hostProcess: true}}',
      'hostNetwork: true\nsecurityContext: {windowsOptions: {hostProcess: true}}',
    ),
  ),
  refusal(
    'spec: Invalid value: "": If pod contains any hostProcess containers then all containers must be HostProcess co',
    'host-process-conflict',
    pod(
      'hostNetwork: true\ncontainers: [{name: a, image: a, securityContext: {windowsOptions: {hostProcess: true}}},{name: b, image: a}]',
    ),
    pod(
      'hostNetwork: true\ncontainers: [{name: a, image: a, securityContext: {windowsOptions: {hostProcess: true}}},{name: b, image: a, securityContext: {windowsOptions: {hostProcess: true}}}]',
    ),
  ),
  refusal(
    'annotations.kubernetes.io/ingress.class: Invalid value: "b": must match `ingressClassName` when both are speci',
    'ingress-conflict',
    'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: w, annotations: {kubernetes.io/ingress.class: b}}\nspec: {ingressClassName: a, rules: [{host: a}]}\n',
    'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: w, annotations: {kubernetes.io/ingress.class: a}}\nspec: {ingressClassName: a, rules: [{host: a}]}\n',
  ),
  refusal(
    'envFrom[0].prefix: Invalid value: "a=": a valid environment variable name must consist only of printable ASCII',
    'invalid-value',
    one('envFrom: [{prefix: "a=", configMapRef: {name: a}}]'),
    one('envFrom: [{prefix: "1a", configMapRef: {name: a}}]'),
  ),
  refusal(
    'env[0].valueFrom.fieldRef.fieldPath: Invalid value: "metadata.name": error converting fieldPath: unsupported p',
    'invalid-value',
    one('env: [{name: a, valueFrom: {fieldRef: {apiVersion: v2, fieldPath: metadata.name}}}]'),
    one('env: [{name: a, valueFrom: {fieldRef: {apiVersion: v1, fieldPath: metadata.name}}}]'),
  ),
  refusal(
    "env[0].valueFrom.fieldRef: Invalid value: \"a b\": name part must consist of alphanumeric characters, '-', '_' o",
    'invalid-value',
    one('env: [{name: a, valueFrom: {fieldRef: {fieldPath: "metadata.labels[\'a b\']"}}}]'),
    one('env: [{name: a, valueFrom: {fieldRef: {fieldPath: "metadata.labels[\'a/b\']"}}}]'),
  ),
  refusal(
    "env[0].valueFrom.fieldRef: Invalid value: \"a b\": name part must consist of alphanumeric characters, '-', '_' o",
    'invalid-value',
    one('env: [{name: a, valueFrom: {fieldRef: {fieldPath: "metadata.annotations[\'a b\']"}}}]'),
    one('env: [{name: a, valueFrom: {fieldRef: {fieldPath: "metadata.annotations[\'A/b\']"}}}]'),
  ),
  refusal(
    'resources.claims[0].request: Invalid value: "A": a lowercase RFC 1123 label must consist of lower case alphanu',
    'invalid-value',
    one(
      'resources: {claims: [{name: a, request: A}]}',
      'resourceClaims: [{name: a, resourceClaimName: b}]',
    ),
    one(
      'resources: {claims: [{name: a, request: a}]}',
      'resourceClaims: [{name: a, resourceClaimName: b}]',
    ),
  ),
  refusal(
    'resourceClaims[0].resourceClaimName: Invalid value: "A": a lowercase RFC 1123 subdomain must consist of lower',
    'invalid-value',
    spec('resourceClaims: [{name: a, resourceClaimName: A}]'),
    spec('resourceClaims: [{name: a, resourceClaimName: a.b}]'),
  ),
  refusal(
    'resourceClaims[0].resourceClaimTemplateName: Invalid value: "A": a lowercase RFC 1123 subdomain must consist o',
    'invalid-value',
    spec('resourceClaims: [{name: a, resourceClaimTemplateName: A}]'),
    spec('resourceClaims: [{name: a, resourceClaimTemplateName: a.b}]'),
  ),
  refusal(
    'resourceClaims[0].name: Invalid value: "a.b": must not contain dots',
    'invalid-value',
    spec('resourceClaims: [{name: a.b, resourceClaimName: a}]'),
    spec('resourceClaims: [{name: a-b, resourceClaimName: a}]'),
  ),
  refusal(
    'securityContext.seLinuxChangePolicy: Unsupported value: "mount": supported values: "Recursive"',
    'invalid-value',
    spec('securityContext: {seLinuxChangePolicy: mount}'),
    spec('securityContext: {seLinuxChangePolicy: Recursive}'),
  ),
  refusal(
    'securityContext.windowsOptions.runAsUserName: Invalid value: "": runAsUserName cannot be an empty string',
    'invalid-value',
    one('securityContext: {windowsOptions: {runAsUserName: ""}}'),
    one('securityContext: {windowsOptions: {runAsUserName: "a\\\\b"}}'),
  ),
  refusal(
    'securityContext.windowsOptions.runAsUserName: Invalid value: "a\\\\b\\\\c": runAsUserName cannot contain more than',
    'invalid-value',
    one('securityContext: {windowsOptions: {runAsUserName: "a\\\\b\\\\c"}}'),
    one('securityContext: {windowsOptions: {runAsUserName: "NT AUTHORITY\\\\SYSTEM"}}'),
  ),
  refusal(
    'securityContext.windowsOptions.gmsaCredentialSpecName: Invalid value: "A": a lowercase RFC 1123 subdomain must',
    'invalid-value',
    one('securityContext: {windowsOptions: {gmsaCredentialSpecName: A}}'),
    one('securityContext: {windowsOptions: {gmsaCredentialSpecName: a.b}}'),
  ),
  refusal(
    'securityContext.windowsOptions.gmsaCredentialSpec: Invalid value: "": gmsaCredentialSpec cannot be an empty st',
    'invalid-value',
    one('securityContext: {windowsOptions: {gmsaCredentialSpec: ""}}'),
    one('securityContext: {windowsOptions: {gmsaCredentialSpec: "{}"}}'),
  ),
  refusal(
    'dnsConfig.searches[0]: Invalid value: "a b": a lowercase RFC 1123 subdomain must consist of lower case alphanu',
    'invalid-value',
    spec('dnsConfig: {searches: [a b]}'),
    spec('dnsConfig: {searches: [a_b.c., "."]}'),
  ),
  refusal(
    'dnsConfig.searches[0]: Invalid value: "a..b": a lowercase RFC 1123 subdomain must consist of lower case alphan',
    'invalid-value',
    spec('dnsConfig: {searches: [a..b]}'),
    spec('dnsConfig: {searches: [_a.b]}'),
  ),
  refusal(
    "schedulingGates[0]: Invalid value: \"a b\": name part must consist of alphanumeric characters, '-', '_' or '.'",
    'invalid-value',
    spec('schedulingGates: [{name: "a b"}]'),
    spec('schedulingGates: [{name: a.b/c}]'),
  ),
  refusal(
    'readinessGates[0].conditionType: Invalid value: "a b": name part must consist of alphanumeric characters, \'-\',',
    'invalid-value',
    spec('readinessGates: [{conditionType: a b}]'),
    spec('readinessGates: [{conditionType: a.b/c}]'),
  ),
  refusal(
    'tolerations[0].operator: Invalid value: "a b": a valid label must be an empty string or consist of alphanumeri',
    'invalid-value',
    spec('tolerations: [{key: a, operator: Equal, value: a b}]'),
    spec('tolerations: [{key: a, operator: Equal, value: ""}]'),
  ),
  refusal(
    'topologySpreadConstraints[0].topologyKey: Required value: can not be empty',
    'invalid-value',
    spec(
      'topologySpreadConstraints: [{labelSelector: {}, maxSkew: 1, topologyKey: "", whenUnsatisfiable: DoNotSchedule}]',
    ),
    spec(
      'topologySpreadConstraints: [{labelSelector: {}, maxSkew: 1, topologyKey: a, whenUnsatisfiable: DoNotSchedule}]',
    ),
  ),
  refusal(
    'topologySpreadConstraints[0].matchLabelKeys[0]: Invalid value: "a b": name part must consist of alphanumeric c',
    'invalid-value',
    spec(
      'topologySpreadConstraints: [{maxSkew: 1, topologyKey: a, whenUnsatisfiable: DoNotSchedule, matchLabelKeys: [a b], labelSelector: {matchLabels: {b: c}}}]',
    ),
    spec(
      'topologySpreadConstraints: [{maxSkew: 1, topologyKey: a, whenUnsatisfiable: DoNotSchedule, matchLabelKeys: [a/b], labelSelector: {matchLabels: {b: c}}}]',
    ),
  ),
  refusal(
    'affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey: Invalid value: "a b": name',
    'invalid-value',
    spec(
      'affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{labelSelector: {}, topologyKey: a b}]}}',
    ),
    spec(
      'affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{labelSelector: {}, topologyKey: a/b}]}}',
    ),
  ),
  refusal(
    'affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].namespace: Invalid value: "A": a lowerc',
    'invalid-value',
    spec(
      'affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{labelSelector: {}, topologyKey: a, namespaces: [A]}]}}',
    ),
    spec(
      'affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{labelSelector: {}, topologyKey: a, namespaces: [a]}]}}',
    ),
  ),
  refusal(
    'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].',
    'invalid-value',
    spec(
      'affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: a b, operator: Exists}]}]}}}',
    ),
    spec(
      'affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: a/b, operator: Exists}]}]}}}',
    ),
  ),
  refusal(
    'hostnameOverride: Invalid value: "A": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric c',
    'invalid-value',
    spec('hostnameOverride: A'),
    spec('hostnameOverride: a.b'),
  ),
  refusal(
    'volumes[0].persistentVolumeClaim.claimName: Required value',
    'invalid-value',
    vol('persistentVolumeClaim: {claimName: ""}'),
    vol('persistentVolumeClaim: {claimName: A_b}'),
  ),
  refusal(
    'volumes[0].csi.driver: Invalid value: "a_b": a lowercase RFC 1123 subdomain must consist of lower case alphanu',
    'invalid-value',
    vol('csi: {driver: a_b}'),
    vol('csi: {driver: A.b}'),
  ),
  refusal(
    'volumes[0].projected.sources[0].serviceAccountToken.expirationSeconds: Invalid value: 4294967297: may not spec',
    'invalid-value',
    vol('projected: {sources: [{serviceAccountToken: {path: a, expirationSeconds: 4294967297}}]}'),
    vol('projected: {sources: [{serviceAccountToken: {path: a, expirationSeconds: 4294967296}}]}'),
  ),
  refusal(
    'volumes[0].iscsi.lun: Invalid value: 256: must be between 0 and 255, inclusive',
    'invalid-value',
    vol('iscsi: {targetPortal: a, iqn: iqn.2001-04.com.example:a, lun: 256}'),
    vol('iscsi: {targetPortal: a, iqn: iqn.2001-04.com.example:a, lun: 255}'),
  ),
  refusal(
    'volumes[0].awsElasticBlockStore.partition: Invalid value: 256: must be between 1 and 255, inclusive',
    'invalid-value',
    vol('awsElasticBlockStore: {volumeID: a, partition: 256}'),
    vol('awsElasticBlockStore: {volumeID: a, partition: 255}'),
  ),
  refusal(
    'dnsConfig.options[0]: Required value: must not be empty',
    'missing-field',
    spec('dnsConfig: {options: [{value: "5"}]}'),
    spec('dnsConfig: {options: [{name: ndots}]}'),
  ),
  refusal(
    'topologySpreadConstraints[0].minDomains: Invalid value: 2: can only use minDomains if whenUnsatisfiable=DoNotS',
    'placement-conflict',
    spec(
      'topologySpreadConstraints: [{labelSelector: {}, maxSkew: 1, minDomains: 2, topologyKey: a, whenUnsatisfiable: ScheduleAnyway}]',
    ),
    spec(
      'topologySpreadConstraints: [{labelSelector: {}, maxSkew: 1, minDomains: 2, topologyKey: a, whenUnsatisfiable: DoNotSchedule}]',
    ),
  ),
  refusal(
    'topologySpreadConstraints[0].matchLabelKeys: Forbidden: must not be specified when labelSelector is not set',
    'placement-conflict',
    spec(
      'topologySpreadConstraints: [{maxSkew: 1, topologyKey: a, whenUnsatisfiable: DoNotSchedule, matchLabelKeys: [a]}]',
    ),
    spec(
      'topologySpreadConstraints: [{maxSkew: 1, topologyKey: a, whenUnsatisfiable: DoNotSchedule, matchLabelKeys: [a], labelSelector: {matchLabels: {b: c}}}]',
    ),
  ),
  refusal(
    'affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].matchLabelKeys: Forbidden: must not be',
    'placement-conflict',
    spec(
      'affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: a, matchLabelKeys: [a]}]}}',
    ),
    spec(
      'affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: a, matchLabelKeys: [a], labelSelector: {}}]}}',
    ),
  ),
  refusal(
    'affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].matchLabelKeys[0]: Invalid value: "a":',
    'placement-conflict',
    spec(
      'affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: a, matchLabelKeys: [a], mismatchLabelKeys: [a], labelSelector: {}}]}}',
    ),
    spec(
      'affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: a, matchLabelKeys: [a], mismatchLabelKeys: [b], labelSelector: {}}]}}',
    ),
  ),
  refusal(
    'readinessProbe.exec.command: Required value',
    'probe-handler',
    one('readinessProbe: {exec: {command: []}}'),
    one('readinessProbe: {exec: {command: [""]}}'),
  ),
  refusal(
    'resources.requests[cpu]: Invalid value: "1": must be greater than or equal to aggregate container requests of',
    'request-over-limit',
    one('resources: {requests: {cpu: 2}}', 'resources: {requests: {cpu: 1}}'),
    one('resources: {requests: {cpu: 1}}', 'resources: {requests: {cpu: 1}}'),
  ),
  refusal(
    'resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1',
    'request-over-limit',
    one('resources: {limits: {cpu: 2}}', 'resources: {limits: {cpu: 1}}'),
    one('resources: {limits: {cpu: 1}}', 'resources: {limits: {cpu: 1}}'),
  ),
  refusal(
    'resources.limits[hugepages-]: Invalid value: "hugepages-": name part must consist of alphanumeric characters,',
    'resource-amount',
    one('resources: {limits: {cpu: 1, hugepages-: 2Mi}}'),
    one('resources: {limits: {cpu: 1, hugepages-1Gi: 1Gi}}'),
  ),
  refusal(
    'resources.limits[hugepages-2Mi]: Invalid value: "3Mi": 3Mi is not positive integer multiple of hugepages-2Mi',
    'resource-amount',
    one('resources: {limits: {cpu: 1, hugepages-2Mi: 3Mi}}'),
    one('resources: {limits: {cpu: 1, hugepages-2Mi: 4Mi}}'),
  ),
  refusal(
    'resources.limits[requests.a.com/b]: Invalid value: "requests.a.com/b": doesn\'t follow extended resource name s',
    'resource-amount',
    one('resources: {limits: {requests.a.com/b: 1}}'),
    one('resources: {limits: {request.a.com/b: 1}}'),
  ),
  refusal(
    'overhead.limits[cpu]: Invalid value: "-1": must be greater than or equal to 0',
    'resource-amount',
    spec('overhead: {cpu: -1}'),
    spec('overhead: {cpu: 1}'),
  ),
  refusal(
    'overhead.limits[cpus]: Invalid value: "cpus": must be a standard resource type or fully qualified',
    'resource-amount',
    spec('overhead: {cpus: 1}'),
    spec('overhead: {memory: 1Mi}'),
  ),
  refusal(
    'resources.requests[ephemeral-storage]: Unsupported value: "ephemeral-storage": supported values: "cpu", "hugep',
    'resource-amount',
    spec('resources: {requests: {ephemeral-storage: 1Gi}}'),
    spec('resources: {requests: {memory: 1Gi}}'),
  ),
  refusal(
    'env[0].valueFrom.resourceFieldRef.divisor: Invalid value: "limits.cpu": only divisor\'s values 1m and 1 are sup',
    'resource-field-source',
    one('env: [{name: a, valueFrom: {resourceFieldRef: {resource: limits.cpu, divisor: 2}}}]'),
    one('env: [{name: a, valueFrom: {resourceFieldRef: {resource: limits.cpu, divisor: 1m}}}]'),
  ),
  refusal(
    'env[0].valueFrom.resourceFieldRef.divisor: Invalid value: "limits.memory": only divisor\'s values 1, 1k, 1M, 1G',
    'resource-field-source',
    one('env: [{name: a, valueFrom: {resourceFieldRef: {resource: limits.memory, divisor: 10}}}]'),
    one('env: [{name: a, valueFrom: {resourceFieldRef: {resource: limits.memory, divisor: 1Mi}}}]'),
  ),
  refusal(
    'env[0].valueFrom.resourceFieldRef.divisor: Invalid value: "requests.memory": only divisor\'s values 1, 1k, 1M,',
    'resource-field-source',
    one(
      'env: [{name: a, valueFrom: {resourceFieldRef: {resource: requests.memory, divisor: 1m}}}]',
    ),
    one(
      'env: [{name: a, valueFrom: {resourceFieldRef: {resource: requests.memory, divisor: 1k}}}]',
    ),
  ),
  refusal(
    'env[0].valueFrom.resourceFieldRef.divisor: Invalid value: "limits.ephemeral-storage": only divisor\'s values 1,',
    'resource-field-source',
    one(
      'env: [{name: a, valueFrom: {resourceFieldRef: {resource: limits.ephemeral-storage, divisor: 2Gi}}}]',
    ),
    one(
      'env: [{name: a, valueFrom: {resourceFieldRef: {resource: limits.ephemeral-storage, divisor: 1Gi}}}]',
    ),
  ),
  refusal(
    'env[0].valueFrom.resourceFieldRef.divisor: Invalid value: "limits.cpu": only divisor\'s values 1m and 1 are sup',
    'resource-field-source',
    one('env: [{name: a, valueFrom: {resourceFieldRef: {resource: limits.cpu, divisor: "1Ki"}}}]'),
    one('env: [{name: a, valueFrom: {resourceFieldRef: {resource: limits.cpu, divisor: "0"}}}]'),
  ),
  refusal(
    'env[0].valueFrom.resourceFieldRef.divisor: Invalid value: "limits.hugepages-2Mi": only divisor\'s values 1, 1k,',
    'resource-field-source',
    one(
      'env: [{name: a, valueFrom: {resourceFieldRef: {resource: limits.hugepages-2Mi, divisor: 1m}}}]',
    ),
    one(
      'env: [{name: a, valueFrom: {resourceFieldRef: {resource: limits.hugepages-2Mi, divisor: 1Mi}}}]',
    ),
  ),
  refusal(
    'volumes[0].downwardAPI.resourceFieldRef.containerName: Required value',
    'resource-field-source',
    vol('downwardAPI: {items: [{path: a, resourceFieldRef: {resource: limits.cpu}}]}'),
    vol(
      'downwardAPI: {items: [{path: a, resourceFieldRef: {containerName: web, resource: limits.cpu}}]}',
    ),
  ),
  refusal(
    'securityContext.seccompProfile.localhostProfile: Invalid value: "../a": must not contain \'..\'',
    'security-profile',
    one('securityContext: {seccompProfile: {type: Localhost, localhostProfile: ../a}}'),
    one('securityContext: {seccompProfile: {type: Localhost, localhostProfile: a/..b}}'),
  ),
  refusal(
    'securityContext.appArmorProfile.localhostProfile: Invalid value: " a": must not be padded with whitespace',
    'security-profile',
    one('securityContext: {appArmorProfile: {type: Localhost, localhostProfile: " a"}}'),
    one('securityContext: {appArmorProfile: {type: Localhost, localhostProfile: a b}}'),
  ),
  refusal(
    'securityContext.appArmorProfile.localhostProfile: Required value: must be set when AppArmor type is Localhost',
    'security-profile',
    one('securityContext: {appArmorProfile: {type: Localhost, localhostProfile: ""}}'),
    one('securityContext: {appArmorProfile: {type: Localhost, localhostProfile: a}}'),
  ),
  refusal(
    'affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].namespaceSelector.matchExpressions[0].v',
    'selector-expression',
    spec(
      'affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{labelSelector: {}, topologyKey: a, namespaceSelector: {matchExpressions: [{key: a, operator: In}]}}]}}',
    ),
    spec(
      'affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{labelSelector: {}, topologyKey: a, namespaceSelector: {}}]}}',
    ),
  ),
  refusal(
    'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms: Required value: must h',
    'selector-expression',
    spec(
      'affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: []}}}',
    ),
    spec(
      'affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{}]}}}',
    ),
  ),
  refusal(
    'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchFields[0].key:',
    'selector-expression',
    spec(
      'affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchFields: [{key: metadata.labels, operator: In, values: [a]}]}]}}}',
    ),
    spec(
      'affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchFields: [{key: metadata.name, operator: In, values: [a]}]}]}}}',
    ),
  ),
  refusal(
    'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchFields[0].opera',
    'selector-expression',
    spec(
      'affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchFields: [{key: metadata.name, operator: Exists}]}]}}}',
    ),
    spec(
      'affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchFields: [{key: metadata.name, operator: NotIn, values: [a]}]}]}}}',
    ),
  ),
  refusal(
    'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchFields[0].value',
    'selector-expression',
    spec(
      'affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchFields: [{key: metadata.name, operator: In, values: [a, b]}]}]}}}',
    ),
    spec(
      'affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchFields: [{key: metadata.name, operator: In, values: [a]}]}]}}}',
    ),
  ),
  refusal(
    'lifecycle.stopSignal: Unsupported value: "SIGUSR1": supported values: "SIGKILL", "SIGTERM"',
    'windows-pod-field',
    one('lifecycle: {stopSignal: SIGUSR1}', 'os: {name: windows}'),
    one('lifecycle: {stopSignal: SIGKILL}', 'os: {name: windows}'),
  ),
  refusal(
    'securityContext.windowsOptions: Forbidden: windows options cannot be set for a linux pod',
    'windows-pod-field',
    one('securityContext: {windowsOptions: {runAsUserName: a}}', 'os: {name: linux}'),
    one('securityContext: {windowsOptions: {runAsUserName: a}}', 'os: {name: windows}'),
  ),
  refusal(
    'securityContext.windowsOptions: Forbidden: windows options cannot be set for a linux pod',
    'windows-pod-field',
    spec('os: {name: linux}\nsecurityContext: {windowsOptions: {}}'),
    spec('os: {name: windows}\nsecurityContext: {windowsOptions: {}}'),
  ),
  refusal(
    'securityContext.supplementalGroupsPolicy: Forbidden: cannot be set for a windows pod',
    'windows-pod-field',
    spec('os: {name: windows}\nsecurityContext: {supplementalGroupsPolicy: Strict}'),
    spec('os: {name: windows}\nsecurityContext: {runAsNonRoot: true}'),
  ),
  refusal(
    'securityContext.seLinuxChangePolicy: Forbidden: cannot be set for a windows pod',
    'windows-pod-field',
    spec('os: {name: windows}\nsecurityContext: {seLinuxChangePolicy: Recursive}'),
    spec('os: {name: windows}\nhostNetwork: true'),
  ),
];
