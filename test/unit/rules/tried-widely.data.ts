import type { Refusal } from './refusals.data.ts';
/*
 * What the validation of v1.35.4 itself said of small manifests over all fields, each beside its nearest right
 * neighbour; both were given to it.
 */

function refusal(says: string, rule: string, refused: string, legal: string): Refusal {
  return { says, rule, level: 'error', refused, legal };
}

const CONTAINER = 'containers:\n  - name: web\n    image: e.com/web';

function indent(by: number, text: string): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(by));
}

function lines(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n');
}

function pod(spec: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n${indent(2, spec)}\n`;
}

function one(container: string, more = ''): string {
  return pod(lines(more, CONTAINER, indent(4, container)));
}

function spec(fields: string): string {
  return one('', fields);
}

function vol(volume: string, mount = 'mountPath: /d'): string {
  return pod(
    `${CONTAINER}\n    volumeMounts: [{name: d, ${mount}}]\nvolumes: [{name: d, ${volume}}]`,
  );
}

function object(apiVersion: string, kind: string, rest: string, name = 'web'): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}}\n${rest}\n`;
}

interface Parts {
  /** Fields of its own spec, of its pods', and of their container. */
  readonly top?: string;
  readonly pods?: string;
  readonly c?: string;
  readonly sel?: string;
  readonly labels?: string;
}

function workload(kind: string, parts: Parts = {}): string {
  const { top = '', c = '', labels = '{app: web}' } = parts;
  const isJob = kind === 'Job';
  const pods = parts.pods ?? (isJob ? 'restartPolicy: Never' : '');
  const own = isJob ? '' : (parts.sel ?? 'selector: {matchLabels: {app: web}}');
  const service = kind === 'StatefulSet' && !top.includes('serviceName') ? 'serviceName: web' : '';
  const template = `template:\n  metadata: {labels: ${labels}}\n  spec:\n${indent(4, lines(pods, CONTAINER, indent(4, c)))}`;
  const body = indent(2, lines(service, top, own, template));
  return object(isJob ? 'batch/v1' : 'apps/v1', kind, `spec:\n${body}`);
}

interface CronParts {
  readonly top?: string;
  readonly job?: string;
  readonly pods?: string;
}

function cron(parts: CronParts = {}): string {
  const { top = 'schedule: "* * * * *"', job = '', pods = 'restartPolicy: Never' } = parts;
  const template = `template:\n  spec:\n${indent(4, lines(pods, CONTAINER))}`;
  const body = lines(top, 'jobTemplate:', indent(2, `spec:\n${indent(2, lines(job, template))}`));
  return object('batch/v1', 'CronJob', `spec:\n${indent(2, body)}`);
}

export const WIDELY_TRIED: readonly Refusal[] = [
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
    'dnsConfig.options[0]: Required value: must not be empty',
    'missing-field',
    spec('dnsConfig: {options: [{value: "5"}]}'),
    spec('dnsConfig: {options: [{name: ndots}]}'),
  ),
];
