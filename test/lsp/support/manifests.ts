/** A pod, with one container for each name. */
export function pod(name: string, ...containers: readonly string[]): string {
  return [
    'apiVersion: v1',
    'kind: Pod',
    'metadata:',
    `  name: ${name}`,
    '  labels:',
    `    app: ${name}`,
    'spec:',
    '  containers:',
    ...containers.map((container) => `    - name: ${container}\n      image: app`),
    '',
  ].join('\n');
}

export function service(name: string): string {
  return [
    'apiVersion: v1',
    'kind: Service',
    'metadata:',
    `  name: ${name}`,
    'spec:',
    '  selector:',
    `    app: ${name}`,
    '  ports:',
    '    - port: 80',
    '',
  ].join('\n');
}
