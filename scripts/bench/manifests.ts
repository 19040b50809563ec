/** The manifests that speed is measured on, made so that they are the same everywhere. */

/** A Deployment of 23 lines. */
export const SMALL = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx:1.27
          ports:
            - containerPort: 80
          readinessProbe:
            httpGet:
              path: /
              port: 80
`;

/** As operators are installed: definitions of custom resources, then many workloads and their Services; some 2 MB. */
export function installManifest(): string {
  const definitions = range(4).map(customResourceDefinition);
  const workloads = range(150).flatMap((number) => [workload(number), service(number)]);
  return [...definitions, ...workloads].join('---\n');
}

/** A Deployment of 90 lines and its Service. */
export function workloadAndService(number: number): string {
  return `${workload(number)}---\n${service(number)}`;
}

function customResourceDefinition(number: number): string {
  const kind = `Widget${number}`;
  const plural = `widget${number}s`;
  return `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: ${plural}.example.com
spec:
  group: example.com
  names:
    kind: ${kind}
    listKind: ${kind}List
    plural: ${plural}
    singular: widget${number}
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              properties:
${properties(3, 16)}`;
}

/** Objects within objects, \`depth\` deep, as the schema of a pod template inside a custom resource is. */
function properties(depth: number, indentation: number): string {
  const pad = ' '.repeat(indentation);
  return range(depth === 0 ? 12 : 7)
    .map((number) => {
      const head = `${pad}field${depth}x${number}:
${pad}  description: >-
${pad}    Says how part ${number} of level ${depth} is to behave when it is rolled out, and what holds where it is not
${pad}    written: the controller then takes what the widget above it says.
`;
      if (depth === 0) return `${head}${pad}  type: ${number % 2 === 0 ? 'string' : 'integer'}\n`;
      return `${head}${pad}  type: object\n${pad}  properties:\n${depth === 1 && number > 0 ? `${pad}    name:\n${pad}      type: string\n` : properties(depth - 1, indentation + 4)}`;
    })
    .join('');
}

function workload(number: number): string {
  const name = `part-${number}`;
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: widgets
  labels:
    app.kubernetes.io/name: ${name}
    app.kubernetes.io/part-of: widgets
spec:
  replicas: 2
  selector:
    matchLabels:
      app.kubernetes.io/name: ${name}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: ${name}
    spec:
      serviceAccountName: ${name}
      initContainers:
        - name: wait
          image: busybox:1.37
          command: [sh, -c, "until nc -z part-0 8080; do sleep 1; done"]
      containers:
        - name: manager
          image: registry.example.com/widgets/${name}:1.4.${number}
          args:
            - --metrics-bind-address=:8081
            - --leader-elect
            - --listen=:8080
          env:
            - name: POD_NAMESPACE
              valueFrom:
                fieldRef:
                  fieldPath: metadata.namespace
            - name: LOG_LEVEL
              value: info
          ports:
            - name: http
              containerPort: 8080
            - name: metrics
              containerPort: 8081
          livenessProbe:
            httpGet:
              path: /healthz
              port: http
          readinessProbe:
            httpGet:
              path: /readyz
              port: http
          resources:
            requests:
              cpu: 100m
              memory: 128Mi
            limits:
              memory: 256Mi
          volumeMounts:
            - name: work
              mountPath: /var/lib/widgets
        - name: proxy
          image: envoyproxy/envoy:v1.31.0
          args: [-c, /etc/envoy/envoy.yaml]
          ports:
            - name: https
              containerPort: 8443
          volumeMounts:
            - name: configuration
              mountPath: /etc/envoy
      volumes:
        - name: work
          emptyDir: {}
        - name: configuration
          configMap:
            name: ${name}
`;
}

function service(number: number): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: part-${number}
  namespace: widgets
spec:
  selector:
    app.kubernetes.io/name: part-${number}
  ports:
    - name: https
      port: 443
      targetPort: https
`;
}

function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}
