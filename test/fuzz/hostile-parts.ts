/** Input that gets harder with a number: what is promised holds up to `most`. */
export interface HostileFamily {
  readonly name: string;
  readonly most: number;
  /** By path; the first one is opened in the editor, the others lie beside it. */
  files(n: number): Readonly<Record<string, string>>;
}

export function repeated(n: number, text: string): string {
  return text.repeat(n);
}

export function lines(n: number, line: (i: number) => string): string {
  return Array.from({ length: n }, (_, i) => `${line(i)}\n`).join('');
}

/** A pod's head. */
export function pod(name = 'p'): string {
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n`;
}

/** A pod with an entry more in its spec. */
export function inSpec(entry: string): string {
  return `${pod()}spec:\n  containers: [{name: a, image: nginx}]\n  ${entry}\n`;
}

/** A pod whose one container can be written on. */
export function oneContainer(): string {
  return `${pod()}spec:\n  containers:\n    - name: a\n      image: nginx\n`;
}

/** A pod whose one container runs a script. */
export function running(script: string): string {
  return `${oneContainer()}      command: [sh, -c]\n      args:\n        - |\n${indented(script, 10)}`;
}

/** A pod whose one container reads a file from a ConfigMap beside it. */
export function mounting(command: string, file: string, content: string): string {
  return [
    `${pod()}spec:`,
    '  volumes: [{name: c, configMap: {name: c}}]',
    '  containers:',
    `    - {name: a, image: busybox, command: ${command}, volumeMounts: [{name: c, mountPath: /etc/c}]}`,
    '---',
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:',
    `  ${file}: |\n${indented(content, 4)}`,
  ].join('\n');
}

function indented(text: string, by: number): string {
  const indentation = ' '.repeat(by);
  return text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => `${indentation}${line}\n`)
    .join('');
}
