import { one, pod, WEB, withVolume, workload } from './refusals.data.ts';
import type { Refusal } from './refusals.data.ts';

const error = (
  says: string,
  rule: string,
  refused: string,
  legal: string,
  more: Pick<Refusal, 'met'> = {},
): Refusal => ({ says, rule, level: 'error', refused, legal, ...more });

const form = (says: string, refused: string, legal: string): Refusal =>
  error(says, 'invalid-value', refused, legal);

/** A pod with these further fields. */
const spec = (fields: string): string => one('tty: true', fields);

const variable = (from: string): string => one(`env: [{name: A, valueFrom: {${from}}}]`);

const label = (item: string): string => withVolume(`downwardAPI: {items: [{path: a, ${item}}]}`);

const projected = (...sources: readonly string[]): string =>
  withVolume(`projected: {sources: [${sources.join(', ')}]}`);

const nodes = (expression: string): string =>
  spec(
    `affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: a, ${expression}}]}]}}}`,
  );

const spread = (fields: string): string =>
  spec(
    `topologySpreadConstraints: [{topologyKey: zone, whenUnsatisfiable: DoNotSchedule, labelSelector: {}, ${fields}}]`,
  );

/** Each was given to the validation of v1.35.4 itself, and so was its neighbour; admission puts in a service account. */
export const TRIED_REFUSALS: readonly Refusal[] = [
  error('spec.containers: Required value', 'missing-field', pod('containers: []'), pod(WEB)),
  error(
    'ports[1].hostPort: Duplicate value: "TCP//80"',
    'duplicate-container-port',
    one('ports: [{containerPort: 80}, {containerPort: 80}]', 'hostNetwork: true'),
    one('ports: [{containerPort: 80}, {containerPort: 81}]', 'hostNetwork: true'),
    { met: { Deployment: 'pods-created' } },
  ),
  // Names that may be empty
  form(
    'ports[0].name: Invalid value: "-"',
    one('ports: [{containerPort: 80, name: "-"}]'),
    one('ports: [{containerPort: 80, name: ""}]'),
  ),
  form('spec.hostname: Invalid value: "_"', spec('hostname: "-"'), spec('hostname: ""')),
  form('spec.subdomain: Invalid value: "_"', spec('subdomain: "-"'), spec('subdomain: ""')),
  form(
    'spec.serviceAccountName: Invalid value: "A_b"',
    spec('serviceAccountName: A_b'),
    spec('serviceAccountName: ""'),
  ),
  form('spec.nodeName: Invalid value: "N1"', spec('nodeName: N1'), spec('nodeName: n1.a')),
  // Variables and files of the pod
  form(
    'valueFrom.fieldRef.fieldPath: field label not supported: spec.hostname',
    variable('fieldRef: {fieldPath: spec.hostname}'),
    variable('fieldRef: {fieldPath: spec.nodeName}'),
  ),
  form(
    'valueFrom.fieldRef.fieldPath: Unsupported value: "metadata.labels"',
    variable('fieldRef: {fieldPath: metadata.labels}'),
    variable(`fieldRef: {fieldPath: "metadata.labels['app']"}`),
  ),
  form(
    'downwardAPI.fieldRef.fieldPath: Unsupported value: "spec.nodeName"',
    label('fieldRef: {fieldPath: spec.nodeName}'),
    label('fieldRef: {fieldPath: metadata.labels}'),
  ),
  form(
    'valueFrom.resourceFieldRef.resource: Unsupported value: "limits.gpu"',
    variable('resourceFieldRef: {resource: limits.gpu}'),
    variable('resourceFieldRef: {resource: limits.hugepages-2Mi}'),
  ),
  form(
    'valueFrom.secretKeyRef.name: Invalid value: "A_b"',
    variable('secretKeyRef: {name: A_b, key: a}'),
    variable('secretKeyRef: {name: a.b, key: A_b}'),
  ),
  form(
    'valueFrom.configMapKeyRef.key: Invalid value: "a b"',
    variable('configMapKeyRef: {name: a, key: a b}'),
    variable('configMapKeyRef: {name: a, key: a.b}'),
  ),
  error(
    'envFrom: may not have more than one field specified at a time',
    'variable-with-two-sources',
    one('envFrom: [{configMapRef: {name: a}, secretRef: {name: b}}]'),
    one('envFrom: [{configMapRef: {name: a}}, {secretRef: {name: b}}]'),
  ),
  // Paths
  form(
    "subPathExpr: must not contain '..'",
    withVolume('emptyDir: {}', 'mountPath: /data\nsubPathExpr: ../$(A)'),
    withVolume('emptyDir: {}', 'mountPath: /data\nsubPathExpr: $(A)/b'),
  ),
  form(
    'subPathExpr: must be a relative path',
    withVolume('emptyDir: {}', 'mountPath: /data\nsubPathExpr: /$(A)'),
    withVolume('emptyDir: {}', 'mountPath: /data\nsubPathExpr: $(A)'),
  ),
  form(
    'nfs.path: must be an absolute path',
    withVolume('nfs: {server: a, path: b}'),
    withVolume('nfs: {server: a, path: /b}'),
  ),
  form(
    'serviceAccountToken.expirationSeconds: may not specify a duration less than 10 minutes',
    projected('{serviceAccountToken: {path: a, expirationSeconds: 60}}'),
    projected('{serviceAccountToken: {path: a, expirationSeconds: 600}}'),
  ),
  // Who runs it
  form(
    'securityContext.runAsUser: must be between 0 and 2147483647, inclusive',
    one('securityContext: {runAsUser: -1}'),
    one('securityContext: {runAsUser: 0}'),
  ),
  form(
    'spec.securityContext.fsGroup: must be between 0 and 2147483647, inclusive',
    spec('securityContext: {fsGroup: 2147483648}'),
    spec('securityContext: {fsGroup: 2147483647}'),
  ),
  form(
    'sysctls[0].name: must have at most 253 characters and match regex …',
    spec('securityContext: {sysctls: [{name: a b, value: "1"}]}'),
    spec('securityContext: {sysctls: [{name: net/ipv4.a, value: "1"}]}'),
  ),
  form(
    'httpGet.httpHeaders: a valid HTTP header must consist of alphanumeric characters or -',
    one('livenessProbe: {httpGet: {port: 80, httpHeaders: [{name: a b, value: c}]}}'),
    one('livenessProbe: {httpGet: {port: 80, httpHeaders: [{name: X-A, value: c}]}}'),
  ),
  // Where it runs
  form('maxSkew: must be greater than zero', spread('maxSkew: 0'), spread('maxSkew: 1')),
  form(
    'minDomains: must be greater than zero',
    spread('maxSkew: 1, minDomains: 0'),
    spread('maxSkew: 1, minDomains: 1'),
  ),
  form(
    'matchExpressions[0].values[0]: a valid label must be …',
    nodes('operator: In, values: [a b]'),
    nodes('operator: In, values: [a.b]'),
  ),
  error(
    "values: Required value: must be specified when `operator` is 'In' or 'NotIn'",
    'selector-expression',
    nodes('operator: NotIn'),
    nodes('operator: NotIn, values: [b]'),
  ),
  error(
    "values: Forbidden: may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
    'selector-expression',
    nodes('operator: Exists, values: [b]'),
    nodes('operator: Exists, values: []'),
  ),
  error(
    "tolerations[0].operator: value must be empty when `operator` is 'Exists'",
    'toleration-conflict',
    spec('tolerations: [{key: a, operator: Exists, value: b}]'),
    spec('tolerations: [{key: a, operator: Exists, value: ""}]'),
  ),
  error(
    'tolerations[0].operator: operator must be Exists when `key` is empty',
    'toleration-conflict',
    spec('tolerations: [{value: b}]'),
    spec('tolerations: [{operator: Exists}]'),
  ),
  error(
    "tolerations[0].effect: effect must be 'NoExecute' when `tolerationSeconds` is set",
    'toleration-conflict',
    spec('tolerations: [{key: a, operator: Exists, tolerationSeconds: 5}]'),
    spec('tolerations: [{key: a, operator: Exists, effect: NoExecute, tolerationSeconds: 5}]'),
  ),
  // How it is replaced
  error(
    'strategy.rollingUpdate.maxUnavailable: may not be 0 when `maxSurge` is 0',
    'rollout-stands-still',
    strategy('{rollingUpdate: {maxSurge: 0, maxUnavailable: 0}}'),
    strategy('{rollingUpdate: {maxSurge: 0, maxUnavailable: 1}}'),
  ),
  error(
    "strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is 'Recreate'",
    'rollout-stands-still',
    strategy('{type: Recreate, rollingUpdate: {maxSurge: 1}}'),
    strategy('{type: Recreate}'),
  ),
];

function strategy(fields: string): string {
  return workload('Deployment', WEB).replace('spec:\n', `spec:\n  strategy: ${fields}\n`);
}
