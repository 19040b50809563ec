import type { Refusal } from './refusals.data.ts';
import { cron, object, refusal, workload } from './tried-manifests.ts';

/** What the validation of v1.35.4 itself said of workloads and the resources around them, each beside its nearest right neighbour. */
export const TRIED_RESOURCES: readonly Refusal[] = [
  refusal(
    'data[a]: Invalid value: "a": duplicate of key present in binaryData',
    'data-conflict',
    object('v1', 'ConfigMap', 'data: {a: c}\nbinaryData: {a: YQ==}'),
    object('v1', 'ConfigMap', 'data: {a: c}\nbinaryData: {b: YQ==}'),
  ),
  refusal(
    'data[tls.key]: Required value',
    'data-conflict',
    object('v1', 'Secret', 'type: kubernetes.io/tls\nstringData: {tls.crt: a}'),
    object('v1', 'Secret', 'type: kubernetes.io/tls\nstringData: {tls.crt: a, tls.key: b}'),
  ),
  refusal(
    'data[.dockerconfigjson]: Required value',
    'data-conflict',
    object('v1', 'Secret', 'type: kubernetes.io/dockerconfigjson\nstringData: {a: b}'),
    object(
      'v1',
      'Secret',
      'type: kubernetes.io/dockerconfigjson\nstringData: {.dockerconfigjson: "{}"}',
    ),
  ),
  refusal(
    'data[username]: Required value',
    'data-conflict',
    object('v1', 'Secret', 'type: kubernetes.io/basic-auth\nstringData: {a: b}'),
    object('v1', 'Secret', 'type: kubernetes.io/basic-auth\nstringData: {username: b}'),
  ),
  refusal(
    'data[ssh-privatekey]: Required value',
    'data-conflict',
    object('v1', 'Secret', 'type: kubernetes.io/ssh-auth\nstringData: {a: b}'),
    object('v1', 'Secret', 'type: kubernetes.io/ssh-auth\nstringData: {ssh-privatekey: b}'),
  ),
  refusal(
    'metadata.annotations[kubernetes.io/service-account.name]: Required value',
    'data-conflict',
    object('v1', 'Secret', 'type: kubernetes.io/service-account-token'),
    object('v1', 'Secret', 'type: Opaque'),
  ),
  refusal(
    'rules[0].http.paths[0].path: Invalid value: "a": must be an absolute path',
    'ingress-conflict',
    object(
      'networking.k8s.io/v1',
      'Ingress',
      'spec: {rules: [{http: {paths: [{path: a, pathType: Prefix, backend: {service: {name: a, port: {number: 80}}}}]}}]}',
    ),
    object(
      'networking.k8s.io/v1',
      'Ingress',
      'spec: {rules: [{http: {paths: [{path: /a, pathType: Prefix, backend: {service: {name: a, port: {number: 80}}}}]}}]}',
    ),
  ),
  refusal(
    'rules[0].http.paths[0].path: Invalid value: "": must be an absolute path',
    'ingress-conflict',
    object(
      'networking.k8s.io/v1',
      'Ingress',
      'spec: {rules: [{http: {paths: [{pathType: Prefix, backend: {service: {name: a, port: {number: 80}}}}]}}]}',
    ),
    object(
      'networking.k8s.io/v1',
      'Ingress',
      'spec: {rules: [{http: {paths: [{pathType: ImplementationSpecific, backend: {service: {name: a, port: {number: 80}}}}]}}]}',
    ),
  ),
  refusal(
    'rules[0].http.paths[0].path: Invalid value: "/a//b": must not contain \'//\'',
    'ingress-conflict',
    object(
      'networking.k8s.io/v1',
      'Ingress',
      'spec: {rules: [{http: {paths: [{path: /a//b, pathType: Prefix, backend: {service: {name: a, port: {number: 80}}}}]}}]}',
    ),
    object(
      'networking.k8s.io/v1',
      'Ingress',
      'spec: {rules: [{http: {paths: [{path: /a//b, pathType: ImplementationSpecific, backend: {service: {name: a, port: {number: 80}}}}]}}]}',
    ),
  ),
  refusal(
    'rules[0].http.paths[0].path: Invalid value: "/a/../b": must not contain \'/../\'',
    'ingress-conflict',
    object(
      'networking.k8s.io/v1',
      'Ingress',
      'spec: {rules: [{http: {paths: [{path: /a/../b, pathType: Exact, backend: {service: {name: a, port: {number: 80}}}}]}}]}',
    ),
    object(
      'networking.k8s.io/v1',
      'Ingress',
      'spec: {rules: [{http: {paths: [{path: /a/..b, pathType: Exact, backend: {service: {name: a, port: {number: 80}}}}]}}]}',
    ),
  ),
  refusal(
    'rules[0].http.paths[0].backend: Invalid value: "": cannot set both port name & port number',
    'ingress-conflict',
    object(
      'networking.k8s.io/v1',
      'Ingress',
      'spec: {rules: [{http: {paths: [{path: /, pathType: Exact, backend: {service: {name: a, port: {number: 80, name: b}}}}]}}]}',
    ),
    object(
      'networking.k8s.io/v1',
      'Ingress',
      'spec: {rules: [{http: {paths: [{path: /, pathType: Exact, backend: {service: {name: a, port: {name: b}}}}]}}]}',
    ),
  ),
  refusal(
    'rules[0].http.paths[0].backend: Required value: port name or number is required',
    'ingress-conflict',
    object(
      'networking.k8s.io/v1',
      'Ingress',
      'spec: {rules: [{http: {paths: [{path: /, pathType: Exact, backend: {service: {name: a}}}]}}]}',
    ),
    object(
      'networking.k8s.io/v1',
      'Ingress',
      'spec: {rules: [{http: {paths: [{path: /, pathType: Exact, backend: {service: {name: a, port: {number: 1}}}}]}}]}',
    ),
  ),
  refusal(
    'rules[0].http.paths[0].backend: Invalid value: "": cannot set both resource and service backends',
    'ingress-conflict',
    object(
      'networking.k8s.io/v1',
      'Ingress',
      'spec: {rules: [{http: {paths: [{path: /, pathType: Exact, backend: {resource: {kind: a, name: b}, service: {name: a, port: {number: 80}}}}]}}]}',
    ),
    object(
      'networking.k8s.io/v1',
      'Ingress',
      'spec: {rules: [{http: {paths: [{path: /, pathType: Exact, backend: {service: {name: a, port: {number: 80}}}}]}}]}',
    ),
  ),
  refusal(
    'rules[0].http.paths: Required value',
    'ingress-conflict',
    object('networking.k8s.io/v1', 'Ingress', 'spec: {rules: [{http: {paths: []}}]}'),
    object('networking.k8s.io/v1', 'Ingress', 'spec: {rules: [{host: a}]}'),
  ),
  refusal(
    'ttlSecondsAfterFinished: Invalid value: -1: must be greater than or equal to 0',
    'invalid-value',
    workload('Job', { top: 'ttlSecondsAfterFinished: -1' }),
    workload('Job', { top: 'ttlSecondsAfterFinished: 0' }),
  ),
  refusal(
    'activeDeadlineSeconds: Invalid value: -1: must be greater than or equal to 0',
    'invalid-value',
    workload('Job', { top: 'activeDeadlineSeconds: -1' }),
    workload('Job', { top: 'activeDeadlineSeconds: 0' }),
  ),
  refusal(
    'podFailurePolicy.rules[0].onPodConditions[0].type: Invalid value: "a b": name part must consist of alphanumeri',
    'invalid-value',
    workload('Job', {
      top: 'podFailurePolicy: {rules: [{action: Ignore, onPodConditions: [{type: "a b", status: "True"}]}]}',
    }),
    workload('Job', {
      top: 'podFailurePolicy: {rules: [{action: Ignore, onPodConditions: [{type: a, status: "Unknown"}]}]}',
    }),
  ),
  refusal(
    'managedBy: Invalid value: "a": must be a domain-prefixed path (such as "acme.io/foo")',
    'invalid-value',
    workload('Job', { top: 'managedBy: a' }),
    workload('Job', { top: 'managedBy: a.com/b' }),
  ),
  refusal(
    'schedule: Invalid value: "60 * * * *": end of range (60) above maximum (59): 60',
    'invalid-value',
    cron({ top: 'schedule: "60 * * * *"' }),
    cron({ top: 'schedule: "59 * * * *"' }),
  ),
  refusal(
    'schedule: Invalid value: "* * * * 8": end of range (8) above maximum (6): 8',
    'invalid-value',
    cron({ top: 'schedule: "* * * * 8"' }),
    cron({ top: 'schedule: "* * * * SUN"' }),
  ),
  refusal(
    'schedule: Invalid value: "* * * * 7": end of range (7) above maximum (6): 7',
    'invalid-value',
    cron({ top: 'schedule: "* * * * 7"' }),
    cron({ top: 'schedule: "* * * * 6"' }),
  ),
  refusal(
    'schedule: Invalid value: "H * * * *": failed to parse int from H: strconv.Atoi: parsing "H": invalid syntax',
    'invalid-value',
    cron({ top: 'schedule: "H * * * *"' }),
    cron({ top: 'schedule: "? * ? * ?"' }),
  ),
  refusal(
    'schedule: Invalid value: "*/0 * * * *": step of range should be a positive number: */0',
    'invalid-value',
    cron({ top: 'schedule: "*/0 * * * *"' }),
    cron({ top: 'schedule: "*/5 * * * *"' }),
  ),
  refusal(
    'schedule: Invalid value: "5-1 * * * *": beginning of range (5) beyond end of range (1): 5-1',
    'invalid-value',
    cron({ top: 'schedule: "5-1 * * * *"' }),
    cron({ top: 'schedule: "1-5/2 * * * *"' }),
  ),
  refusal(
    'schedule: Invalid value: "* * * 0 *": beginning of range (0) below minimum (1): 0',
    'invalid-value',
    cron({ top: 'schedule: "* * * 0 *"' }),
    cron({ top: 'schedule: "* * * jan-MAR *"' }),
  ),
  refusal(
    'schedule: Invalid value: "* * L * *": failed to parse int from L: strconv.Atoi: parsing "L": invalid syntax',
    'invalid-value',
    cron({ top: 'schedule: "* * L * *"' }),
    cron({ top: 'schedule: "0 0 1,15 * *"' }),
  ),
  refusal(
    'timeZone: Invalid value: "": timeZone must be nil or non-empty string',
    'invalid-value',
    cron({ top: 'schedule: "* * * * *"\ntimeZone: ""' }),
    cron({ top: 'schedule: "* * * * *"\ntimeZone: Etc/UTC' }),
  ),
  refusal(
    'timeZone: Invalid value: "Local": timeZone must be an explicit time zone as defined in https://www.iana.org/ti',
    'invalid-value',
    cron({ top: 'schedule: "* * * * *"\ntimeZone: Local' }),
    cron({ top: 'schedule: "* * * * *"\ntimeZone: UTC' }),
  ),
  refusal(
    'successfulJobsHistoryLimit: Invalid value: -1: must be greater than or equal to 0',
    'invalid-value',
    cron({ top: 'schedule: "* * * * *"\nsuccessfulJobsHistoryLimit: -1' }),
    cron({ top: 'schedule: "* * * * *"\nsuccessfulJobsHistoryLimit: 0' }),
  ),
  refusal(
    'startingDeadlineSeconds: Invalid value: -1: must be greater than or equal to 0',
    'invalid-value',
    cron({ top: 'schedule: "* * * * *"\nstartingDeadlineSeconds: -1' }),
    cron({ top: 'schedule: "* * * * *"\nstartingDeadlineSeconds: 0' }),
  ),
  refusal(
    'revisionHistoryLimit: Invalid value: -1: must be greater than or equal to 0',
    'invalid-value',
    workload('Deployment', { top: 'revisionHistoryLimit: -1' }),
    workload('Deployment', { top: 'revisionHistoryLimit: 0' }),
  ),
  refusal(
    'progressDeadlineSeconds: Invalid value: -1: must be greater than or equal to 0',
    'invalid-value',
    workload('Deployment', { top: 'progressDeadlineSeconds: -1' }),
    workload('Deployment', { top: 'progressDeadlineSeconds: 1' }),
  ),
  refusal(
    'minReadySeconds: Invalid value: -1: must be greater than or equal to 0',
    'invalid-value',
    workload('Deployment', { top: 'minReadySeconds: -1' }),
    workload('Deployment', { top: 'minReadySeconds: 0' }),
  ),
  refusal(
    'strategy.rollingUpdate.maxSurge: Invalid value: "10": a valid percent string must be a numeric string followed',
    'invalid-value',
    workload('Deployment', { top: 'strategy: {rollingUpdate: {maxSurge: "10"}}' }),
    workload('Deployment', { top: 'strategy: {rollingUpdate: {maxSurge: 10%}}' }),
  ),
  refusal(
    'strategy.rollingUpdate.maxSurge: Invalid value: -1: must be greater than or equal to 0',
    'invalid-value',
    workload('Deployment', { top: 'strategy: {rollingUpdate: {maxSurge: -1}}' }),
    workload('Deployment', { top: 'strategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: 1}}' }),
  ),
  refusal(
    'strategy.rollingUpdate.maxUnavailable: Invalid value: "101%": must not be greater than 100%',
    'invalid-value',
    workload('Deployment', { top: 'strategy: {rollingUpdate: {maxUnavailable: 101%}}' }),
    workload('Deployment', { top: 'strategy: {rollingUpdate: {maxUnavailable: 100%}}' }),
  ),
  refusal(
    'updateStrategy.rollingUpdate.partition: Invalid value: -1: must be greater than or equal to 0',
    'invalid-value',
    workload('StatefulSet', { top: 'updateStrategy: {rollingUpdate: {partition: -1}}' }),
    workload('StatefulSet', { top: 'updateStrategy: {rollingUpdate: {partition: 0}}' }),
  ),
  refusal(
    'ordinals.start: Invalid value: -1: must be greater than or equal to 0',
    'invalid-value',
    workload('StatefulSet', { top: 'ordinals: {start: -1}' }),
    workload('StatefulSet', { top: 'ordinals: {start: 0}' }),
  ),
  refusal(
    'minReadySeconds: Invalid value: -1: must be greater than or equal to 0',
    'invalid-value',
    workload('DaemonSet', { top: 'minReadySeconds: -1' }),
    workload('DaemonSet', { top: 'minReadySeconds: 0' }),
  ),
  refusal(
    'sessionAffinityConfig.clientIP.timeoutSeconds: Invalid value: 86401: must be greater than 0 and less than 8640',
    'invalid-value',
    object(
      'v1',
      'Service',
      'spec: {sessionAffinity: ClientIP, sessionAffinityConfig: {clientIP: {timeoutSeconds: 86401}}, ports: [{port: 80}]}',
    ),
    object(
      'v1',
      'Service',
      'spec: {sessionAffinity: ClientIP, sessionAffinityConfig: {clientIP: {timeoutSeconds: 86400}}, ports: [{port: 80}]}',
    ),
  ),
  refusal(
    'externalIPs[0]: Invalid value: "a": must be a valid IP address',
    'invalid-value',
    object('v1', 'Service', 'spec: {externalIPs: [a], ports: [{port: 80}]}'),
    object('v1', 'Service', 'spec: {externalIPs: [1.2.3.4], ports: [{port: 80}]}'),
  ),
  refusal(
    'externalIPs[0]: Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)',
    'invalid-value',
    object('v1', 'Service', 'spec: {externalIPs: [127.0.0.1], ports: [{port: 80}]}'),
    object('v1', 'Service', 'spec: {externalIPs: [10.2.3.4], ports: [{port: 80}]}'),
  ),
  refusal(
    'LoadBalancerSourceRanges[0]: Invalid value: "1.2.3.4": must be a valid CIDR value',
    'invalid-value',
    object(
      'v1',
      'Service',
      'spec: {type: LoadBalancer, loadBalancerSourceRanges: [1.2.3.4], ports: [{port: 80}]}',
    ),
    object(
      'v1',
      'Service',
      'spec: {type: LoadBalancer, loadBalancerSourceRanges: [1.2.3.0/24], ports: [{port: 80}]}',
    ),
  ),
  refusal(
    'trafficDistribution: Unsupported value: "preferClose": supported values: "PreferClose", "PreferSameZone", "Pre',
    'invalid-value',
    object('v1', 'Service', 'spec: {trafficDistribution: preferClose, ports: [{port: 80}]}'),
    object('v1', 'Service', 'spec: {trafficDistribution: PreferClose, ports: [{port: 80}]}'),
  ),
  refusal(
    "ports[0].appProtocol: Invalid value: \"a b\": name part must consist of alphanumeric characters, '-', '_' or '.'",
    'invalid-value',
    object('v1', 'Service', 'spec: {ports: [{port: 80, appProtocol: "a b"}]}'),
    object('v1', 'Service', 'spec: {ports: [{port: 80, appProtocol: kubernetes.io/h2c}]}'),
  ),
  refusal(
    'metadata.name: Invalid value: "1web": a DNS-1035 label must consist of lower case alphanumeric characters or \'',
    'invalid-value',
    object('v1', 'Service', 'spec: {ports: [{port: 80}]}', '1web'),
    object('v1', 'Service', 'spec: {ports: [{port: 80}]}', 'web1'),
  ),
  refusal(
    'rules[0].host: Invalid value: "a_b": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric ch',
    'invalid-value',
    object(
      'networking.k8s.io/v1',
      'Ingress',
      'spec: {rules: [{host: "a_b", http: {paths: [{path: /, pathType: Exact, backend: {service: {name: a, port: {number: 80}}}}]}}]}',
    ),
    object(
      'networking.k8s.io/v1',
      'Ingress',
      'spec: {rules: [{host: "*.a.b", http: {paths: [{path: /, pathType: Exact, backend: {service: {name: a, port: {number: 80}}}}]}}]}',
    ),
  ),
  refusal(
    'rules[0].host: Invalid value: "1.2.3.4": must be a DNS name, not an IP address',
    'invalid-value',
    object(
      'networking.k8s.io/v1',
      'Ingress',
      'spec: {rules: [{host: 1.2.3.4, http: {paths: [{path: /, pathType: Exact, backend: {service: {name: a, port: {number: 80}}}}]}}]}',
    ),
    object(
      'networking.k8s.io/v1',
      'Ingress',
      'spec: {rules: [{host: a.b, http: {paths: [{path: /, pathType: Exact, backend: {service: {name: a, port: {number: 80}}}}]}}]}',
    ),
  ),
  refusal(
    'rules[0].host: Invalid value: "a.b:80": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric',
    'invalid-value',
    object(
      'networking.k8s.io/v1',
      'Ingress',
      'spec: {rules: [{host: "a.b:80", http: {paths: [{path: /, pathType: Exact, backend: {service: {name: a, port: {number: 80}}}}]}}]}',
    ),
    object(
      'networking.k8s.io/v1',
      'Ingress',
      'spec: {rules: [{host: a, http: {paths: [{path: /, pathType: Exact, backend: {service: {name: a, port: {number: 80}}}}]}}]}',
    ),
  ),
  refusal(
    'rules[0].host: Invalid value: "*": a wildcard DNS-1123 subdomain must start with \'*.\', followed by a valid DNS',
    'invalid-value',
    object(
      'networking.k8s.io/v1',
      'Ingress',
      'spec: {rules: [{host: "*", http: {paths: [{path: /, pathType: Exact, backend: {service: {name: a, port: {number: 80}}}}]}}]}',
    ),
    object(
      'networking.k8s.io/v1',
      'Ingress',
      'spec: {rules: [{host: "*.a", http: {paths: [{path: /, pathType: Exact, backend: {service: {name: a, port: {number: 80}}}}]}}]}',
    ),
  ),
  refusal(
    'rules[0].http.paths[0].backend.service.name: Invalid value: "A": a DNS-1035 label must consist of lower case a',
    'invalid-value',
    object(
      'networking.k8s.io/v1',
      'Ingress',
      'spec: {rules: [{http: {paths: [{path: /, pathType: Exact, backend: {service: {name: A, port: {number: 80}}}}]}}]}',
    ),
    object(
      'networking.k8s.io/v1',
      'Ingress',
      'spec: {rules: [{http: {paths: [{path: /, pathType: Exact, backend: {service: {name: a, port: {number: 80}}}}]}}]}',
    ),
  ),
  refusal(
    'tls[0].hosts[0]: Invalid value: "a_b": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric',
    'invalid-value',
    object('networking.k8s.io/v1', 'Ingress', 'spec: {tls: [{hosts: [a_b]}], rules: [{host: a}]}'),
    object(
      'networking.k8s.io/v1',
      'Ingress',
      'spec: {tls: [{hosts: ["*.a"], secretName: a}], rules: [{host: a}]}',
    ),
  ),
  refusal(
    'tls[0].secretName: Invalid value: "A": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric',
    'invalid-value',
    object('networking.k8s.io/v1', 'Ingress', 'spec: {tls: [{secretName: A}], rules: [{host: a}]}'),
    object('networking.k8s.io/v1', 'Ingress', 'spec: {tls: [{secretName: a}], rules: [{host: a}]}'),
  ),
  refusal(
    'ingressClassName: Invalid value: "A": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric c',
    'invalid-value',
    object('networking.k8s.io/v1', 'Ingress', 'spec: {ingressClassName: A, rules: [{host: a}]}'),
    object('networking.k8s.io/v1', 'Ingress', 'spec: {ingressClassName: a, rules: [{host: a}]}'),
  ),
  refusal(
    'resources[storage]: Invalid value: "0": must be greater than zero',
    'invalid-value',
    object(
      'v1',
      'PersistentVolumeClaim',
      'spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 0}}}',
    ),
    object(
      'v1',
      'PersistentVolumeClaim',
      'spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1}}}',
    ),
  ),
  refusal(
    'resources[storage]: Invalid value: "-1Gi": must be greater than zero',
    'invalid-value',
    object(
      'v1',
      'PersistentVolumeClaim',
      'spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: -1Gi}}}',
    ),
    object(
      'v1',
      'PersistentVolumeClaim',
      'spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}',
    ),
  ),
  refusal(
    'storageClassName: Invalid value: "A_b": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric',
    'invalid-value',
    object(
      'v1',
      'PersistentVolumeClaim',
      'spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}, storageClassName: A_b}',
    ),
    object(
      'v1',
      'PersistentVolumeClaim',
      'spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}, storageClassName: ""}',
    ),
  ),
  refusal(
    'backoffLimitPerIndex: Invalid value: 1: requires indexed completion mode',
    'job-conflict',
    workload('Job', { top: 'backoffLimitPerIndex: 1' }),
    workload('Job', { top: 'backoffLimitPerIndex: 1\ncompletionMode: Indexed\ncompletions: 1' }),
  ),
  refusal(
    'backoffLimitPerIndex: Required value: when maxFailedIndexes is specified',
    'job-conflict',
    workload('Job', { top: 'completionMode: Indexed\ncompletions: 2\nmaxFailedIndexes: 1' }),
    workload('Job', {
      top: 'completionMode: Indexed\ncompletions: 2\nbackoffLimitPerIndex: 1\nmaxFailedIndexes: 1',
    }),
  ),
  refusal(
    'maxFailedIndexes: Invalid value: 3: must be less than or equal to completions',
    'job-conflict',
    workload('Job', {
      top: 'completionMode: Indexed\ncompletions: 2\nbackoffLimitPerIndex: 1\nmaxFailedIndexes: 3',
    }),
    workload('Job', {
      top: 'completionMode: Indexed\ncompletions: 2\nbackoffLimitPerIndex: 1\nmaxFailedIndexes: 2',
    }),
  ),
  refusal(
    'template.spec.restartPolicy: Invalid value: "OnFailure": only "Never" is supported when podFailurePolicy is sp',
    'job-conflict',
    workload('Job', { top: 'podFailurePolicy: {rules: []}', pods: 'restartPolicy: OnFailure' }),
    workload('Job', { top: 'podFailurePolicy: {rules: []}' }),
  ),
  refusal(
    'podFailurePolicy.rules[0]: Invalid value: specifying one of OnExitCodes and OnPodConditions is required',
    'job-conflict',
    workload('Job', { top: 'podFailurePolicy: {rules: [{action: FailJob}]}' }),
    workload('Job', {
      top: 'podFailurePolicy: {rules: [{action: FailJob, onExitCodes: {operator: In, values: [1]}}]}',
    }),
  ),
  refusal(
    'podFailurePolicy.rules[0].onExitCodes.values[0]: Invalid value: 0: must not be 0 for the In operator',
    'job-conflict',
    workload('Job', {
      top: 'podFailurePolicy: {rules: [{action: FailJob, onExitCodes: {operator: In, values: [0]}}]}',
    }),
    workload('Job', {
      top: 'podFailurePolicy: {rules: [{action: FailJob, onExitCodes: {operator: NotIn, values: [0]}}]}',
    }),
  ),
  refusal(
    'podFailurePolicy.rules[0].onExitCodes.values: must be ordered',
    'job-conflict',
    workload('Job', {
      top: 'podFailurePolicy: {rules: [{action: FailJob, onExitCodes: {operator: In, values: [2, 1]}}]}',
    }),
    workload('Job', {
      top: 'podFailurePolicy: {rules: [{action: FailJob, onExitCodes: {operator: In, values: [1, 2]}}]}',
    }),
  ),
  refusal(
    'podFailurePolicy.rules[0].onExitCodes.containerName: Invalid value: "x": must be one of the container or initC',
    'job-conflict',
    workload('Job', {
      top: 'podFailurePolicy: {rules: [{action: FailJob, onExitCodes: {containerName: x, operator: In, values: [1]}}]}',
    }),
    workload('Job', {
      top: 'podFailurePolicy: {rules: [{action: FailJob, onExitCodes: {containerName: web, operator: In, values: [1]}}]}',
    }),
  ),
  refusal(
    'podFailurePolicy.rules[0].action: Invalid value: "FailIndex": requires the backoffLimitPerIndex to be set',
    'job-conflict',
    workload('Job', {
      top: 'podFailurePolicy: {rules: [{action: FailIndex, onExitCodes: {operator: In, values: [1]}}]}',
    }),
    workload('Job', {
      top: 'completionMode: Indexed\ncompletions: 2\nbackoffLimitPerIndex: 1\npodFailurePolicy: {rules: [{action: FailIndex, onExitCodes: {operator: In, values: [1]}}]}',
    }),
  ),
  refusal(
    'podFailurePolicy.rules[0]: Invalid value: specifying both OnExitCodes and OnPodConditions is not supported',
    'job-conflict',
    workload('Job', {
      top: 'podFailurePolicy: {rules: [{action: Ignore, onExitCodes: {operator: In, values: [1]}, onPodConditions: [{type: a, status: "True"}]}]}',
    }),
    workload('Job', {
      top: 'podFailurePolicy: {rules: [{action: Ignore, onPodConditions: [{type: a, status: "True"}]}]}',
    }),
  ),
  refusal(
    'successPolicy: requires indexed completion mode',
    'job-conflict',
    workload('Job', { top: 'successPolicy: {rules: [{succeededCount: 1}]}' }),
    workload('Job', {
      top: 'completionMode: Indexed\ncompletions: 2\nsuccessPolicy: {rules: [{succeededCount: 1}]}',
    }),
  ),
  refusal(
    'successPolicy.rules[0]: Required value: at least one of succeededCount or succeededIndexes must be specified',
    'job-conflict',
    workload('Job', {
      top: 'completionMode: Indexed\ncompletions: 2\nsuccessPolicy: {rules: [{}]}',
    }),
    workload('Job', {
      top: 'completionMode: Indexed\ncompletions: 2\nsuccessPolicy: {rules: [{succeededIndexes: 0-1}]}',
    }),
  ),
  refusal(
    'successPolicy.rules: Required value: at least one rules must be specified when the successPolicy is specified',
    'job-conflict',
    workload('Job', { top: 'completionMode: Indexed\ncompletions: 2\nsuccessPolicy: {rules: []}' }),
    workload('Job', {
      top: 'completionMode: Indexed\ncompletions: 2\nsuccessPolicy: {rules: [{succeededIndexes: "0"}]}',
    }),
  ),
  refusal(
    'successPolicy.rules[0].succeededCount: Invalid value: 3: must be less than or equal to 2 (the number of specif',
    'job-conflict',
    workload('Job', {
      top: 'completionMode: Indexed\ncompletions: 2\nsuccessPolicy: {rules: [{succeededCount: 3}]}',
    }),
    workload('Job', {
      top: 'completionMode: Indexed\ncompletions: 2\nsuccessPolicy: {rules: [{succeededCount: 2}]}',
    }),
  ),
  refusal(
    'podReplacementPolicy: Unsupported value: "TerminatingOrFailed": supported values: "Failed"',
    'job-conflict',
    workload('Job', {
      top: 'podReplacementPolicy: TerminatingOrFailed\npodFailurePolicy: {rules: []}',
    }),
    workload('Job', { top: 'podReplacementPolicy: Failed\npodFailurePolicy: {rules: []}' }),
  ),
  refusal(
    'parallelism: Invalid value: 100001: must be less than or equal to 100000 when completion mode is Indexed',
    'job-conflict',
    workload('Job', { top: 'completionMode: Indexed\ncompletions: 2\nparallelism: 100001' }),
    workload('Job', { top: 'completionMode: Indexed\ncompletions: 2\nparallelism: 100000' }),
  ),
  refusal(
    'selector: `selector` not auto-generated',
    'job-conflict',
    object(
      'batch/v1',
      'Job',
      'spec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {restartPolicy: Never, containers: [{name: a, image: b}]}}}',
    ),
    object(
      'batch/v1',
      'Job',
      'spec: {manualSelector: true, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {restartPolicy: Never, containers: [{name: a, image: b}]}}}',
    ),
  ),
  refusal(
    'jobTemplate.spec.completions: Required value: when completion mode is Indexed',
    'job-conflict',
    cron({ job: 'completionMode: Indexed' }),
    cron({ job: 'completionMode: Indexed\ncompletions: 1' }),
  ),
  refusal(
    'progressDeadlineSeconds: Invalid value: 5: must be greater than minReadySeconds',
    'rollout-stands-still',
    workload('Deployment', { top: 'progressDeadlineSeconds: 5\nminReadySeconds: 5' }),
    workload('Deployment', { top: 'progressDeadlineSeconds: 6\nminReadySeconds: 5' }),
  ),
  refusal(
    'progressDeadlineSeconds: Invalid value: 600: must be greater than minReadySeconds',
    'rollout-stands-still',
    workload('Deployment', { top: 'minReadySeconds: 600' }),
    workload('Deployment', { top: 'minReadySeconds: 599' }),
  ),
  refusal(
    "updateStrategy.rollingUpdate: only allowed for updateStrategy 'RollingUpdate'",
    'rollout-stands-still',
    workload('StatefulSet', {
      top: 'updateStrategy: {type: OnDelete, rollingUpdate: {partition: 1}}',
    }),
    workload('StatefulSet', {
      top: 'updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 1}}',
    }),
  ),
  refusal(
    'updateStrategy.rollingUpdate.maxUnavailable: Required value: cannot be 0 when maxSurge is 0',
    'rollout-stands-still',
    workload('DaemonSet', { top: 'updateStrategy: {rollingUpdate: {maxUnavailable: 0}}' }),
    workload('DaemonSet', { top: 'updateStrategy: {rollingUpdate: {maxUnavailable: 1}}' }),
  ),
  refusal(
    'updateStrategy.rollingUpdate.maxSurge: Invalid value: 1: may not be set when maxUnavailable is non-zero',
    'rollout-stands-still',
    workload('DaemonSet', {
      top: 'updateStrategy: {rollingUpdate: {maxUnavailable: 1, maxSurge: 1}}',
    }),
    workload('DaemonSet', {
      top: 'updateStrategy: {rollingUpdate: {maxUnavailable: 0, maxSurge: 1}}',
    }),
  ),
  refusal(
    'updateStrategy.rollingUpdate.maxSurge: Invalid value: 1: may not be set when maxUnavailable is non-zero',
    'rollout-stands-still',
    workload('DaemonSet', { top: 'updateStrategy: {rollingUpdate: {maxSurge: 1}}' }),
    workload('DaemonSet', { top: 'updateStrategy: {rollingUpdate: {maxSurge: 0}}' }),
  ),
  refusal(
    "selector.matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'",
    'selector-expression',
    workload('Deployment', { sel: 'selector: {matchExpressions: [{key: app, operator: In}]}' }),
    workload('Deployment', {
      sel: 'selector: {matchExpressions: [{key: app, operator: In, values: [web]}]}',
    }),
  ),
  refusal(
    "selector.matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'",
    'selector-expression',
    object(
      'v1',
      'PersistentVolumeClaim',
      'spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}, selector: {matchExpressions: [{key: a, operator: In}]}}',
    ),
    object(
      'v1',
      'PersistentVolumeClaim',
      'spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}, selector: {matchLabels: {a: b}}}',
    ),
  ),
  refusal(
    'template.metadata.labels: `selector` does not match template `labels`',
    'selector-mismatch',
    workload('Deployment', {
      sel: 'selector: {matchExpressions: [{key: app, operator: In, values: [x]}]}',
    }),
    workload('Deployment', {
      sel: 'selector: {matchExpressions: [{key: app, operator: NotIn, values: [x]}]}',
    }),
  ),
  refusal(
    'ports[0].name: Required value',
    'service-conflict',
    object('v1', 'Service', 'spec: {ports: [{port: 80}, {port: 81, name: b}]}'),
    object('v1', 'Service', 'spec: {ports: [{port: 80, name: a}, {port: 81, name: b}]}'),
  ),
  refusal(
    'ports[1].name: Duplicate value: "a"',
    'service-conflict',
    object('v1', 'Service', 'spec: {ports: [{port: 80, name: a}, {port: 81, name: a}]}'),
    object('v1', 'Service', 'spec: {ports: [{port: 80, name: a}, {port: 81, name: b}]}'),
  ),
  refusal(
    'ports[1]: Duplicate value: {"Name":"","Protocol":"TCP","AppProtocol":null,"Port":80,"TargetPort":0,"NodePort":',
    'service-conflict',
    object('v1', 'Service', 'spec: {ports: [{port: 80, name: a}, {port: 80, name: b}]}'),
    object(
      'v1',
      'Service',
      'spec: {ports: [{port: 80, name: a}, {port: 80, name: b, protocol: UDP}]}',
    ),
  ),
  refusal(
    'ports[1].nodePort: Duplicate value: 30000',
    'service-conflict',
    object(
      'v1',
      'Service',
      'spec: {type: NodePort, ports: [{port: 80, name: a, nodePort: 30000}, {port: 81, name: b, nodePort: 30000}]}',
    ),
    object(
      'v1',
      'Service',
      'spec: {type: NodePort, ports: [{port: 80, name: a, nodePort: 30000}, {port: 81, name: b, protocol: UDP, nodePort: 30000}]}',
    ),
  ),
  refusal(
    "ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'",
    'service-conflict',
    object('v1', 'Service', 'spec: {ports: [{port: 80, nodePort: 30000}]}'),
    object('v1', 'Service', 'spec: {type: NodePort, ports: [{port: 80, nodePort: 30000}]}'),
  ),
  refusal(
    'externalName: Required value',
    'service-conflict',
    object('v1', 'Service', 'spec: {type: ExternalName}'),
    object('v1', 'Service', 'spec: {type: ExternalName, externalName: a.b}'),
  ),
  refusal(
    'externalName: Invalid value: "http://a": a lowercase RFC 1123 subdomain must consist of lower case alphanumeri',
    'service-conflict',
    object('v1', 'Service', 'spec: {type: ExternalName, externalName: "http://a"}'),
    object('v1', 'Service', 'spec: {type: ExternalName, externalName: a.b.}'),
  ),
  refusal(
    'clusterIPs: Forbidden: may not be set for ExternalName services',
    'service-conflict',
    object('v1', 'Service', 'spec: {type: ExternalName, externalName: a.b, clusterIP: 1.1.1.1}'),
    object('v1', 'Service', 'spec: {type: ExternalName, externalName: a.b, clusterIP: ""}'),
  ),
  refusal(
    'clusterIPs[0]: Invalid value: "None": may not be set to \'None\' for LoadBalancer services',
    'service-conflict',
    object('v1', 'Service', 'spec: {type: LoadBalancer, clusterIP: None, ports: [{port: 80}]}'),
    object('v1', 'Service', 'spec: {type: LoadBalancer, ports: [{port: 80}]}'),
  ),
  refusal(
    'clusterIPs[0]: Invalid value: "None": may not be set to \'None\' for NodePort services',
    'service-conflict',
    object('v1', 'Service', 'spec: {type: NodePort, clusterIP: None, ports: [{port: 80}]}'),
    object('v1', 'Service', 'spec: {clusterIP: None, ports: [{port: 80}]}'),
  ),
  refusal(
    'clusterIPs[0]: Invalid value: "a": must be a valid IP address',
    'service-conflict',
    object('v1', 'Service', 'spec: {clusterIP: a, ports: [{port: 80}]}'),
    object('v1', 'Service', 'spec: {clusterIP: 10.0.0.1, ports: [{port: 80}]}'),
  ),
  refusal(
    'clusterIPs[0]: Invalid value: "none": must be a valid IP address',
    'service-conflict',
    object('v1', 'Service', 'spec: {clusterIP: none, ports: [{port: 80}]}'),
    object('v1', 'Service', 'spec: {clusterIP: None, ports: [{port: 80}]}'),
  ),
  refusal(
    "LoadBalancerSourceRanges: Forbidden: may only be used when `type` is 'LoadBalancer'",
    'service-conflict',
    object('v1', 'Service', 'spec: {loadBalancerSourceRanges: [1.2.3.0/24], ports: [{port: 80}]}'),
    object(
      'v1',
      'Service',
      'spec: {type: LoadBalancer, loadBalancerSourceRanges: [1.2.3.0/24], ports: [{port: 80}]}',
    ),
  ),
  refusal(
    'externalTrafficPolicy: Invalid value: "Local": may only be set for externally-accessible services',
    'service-conflict',
    object('v1', 'Service', 'spec: {externalTrafficPolicy: Local, ports: [{port: 80}]}'),
    object(
      'v1',
      'Service',
      'spec: {type: NodePort, externalTrafficPolicy: Local, ports: [{port: 80}]}',
    ),
  ),
  refusal(
    "allocateLoadBalancerNodePorts: Forbidden: may only be used when `type` is 'LoadBalancer'",
    'service-conflict',
    object('v1', 'Service', 'spec: {allocateLoadBalancerNodePorts: false, ports: [{port: 80}]}'),
    object(
      'v1',
      'Service',
      'spec: {type: LoadBalancer, allocateLoadBalancerNodePorts: false, ports: [{port: 80}]}',
    ),
  ),
  refusal(
    "loadBalancerClass: Forbidden: may only be used when `type` is 'LoadBalancer'",
    'service-conflict',
    object('v1', 'Service', 'spec: {loadBalancerClass: a.b/c, ports: [{port: 80}]}'),
    object(
      'v1',
      'Service',
      'spec: {type: LoadBalancer, loadBalancerClass: a.b/c, ports: [{port: 80}]}',
    ),
  ),
];
