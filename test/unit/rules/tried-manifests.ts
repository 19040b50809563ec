import type { Refusal } from './refusals.data.ts';
/*
 * What the validation of v1.35.4 itself said of small manifests over all fields, each beside its nearest right
 * neighbour; both were given to it.
 */

export function refusal(says: string, rule: string, refused: string, legal: string): Refusal {
  return { says, rule, level: 'error', refused, legal };
}

const CONTAINER = 'containers:\n  - name: web\n    image: e.com/web';

function indent(by: number, text: string): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(by));
}

function lines(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n');
}

export function pod(spec: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n${indent(2, spec)}\n`;
}

export function one(container: string, more = ''): string {
  return pod(lines(more, CONTAINER, indent(4, container)));
}

export function spec(fields: string): string {
  return one('', fields);
}

export function vol(volume: string, mount = 'mountPath: /d'): string {
  return pod(
    `${CONTAINER}\n    volumeMounts: [{name: d, ${mount}}]\nvolumes: [{name: d, ${volume}}]`,
  );
}

export function object(apiVersion: string, kind: string, rest: string, name = 'web'): string {
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

export function workload(kind: string, parts: Parts = {}): string {
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

export function cron(parts: CronParts = {}): string {
  const { top = 'schedule: "* * * * *"', job = '', pods = 'restartPolicy: Never' } = parts;
  const template = `template:\n  spec:\n${indent(4, lines(pods, CONTAINER))}`;
  const body = lines(top, 'jobTemplate:', indent(2, `spec:\n${indent(2, lines(job, template))}`));
  return object('batch/v1', 'CronJob', `spec:\n${indent(2, body)}`);
}
