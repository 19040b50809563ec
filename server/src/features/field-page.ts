import { FIELD_DEFAULTS } from '../kubernetes/field-defaults.data.ts';
import { FIELD_HISTORY } from '../kubernetes/field-history.data.ts';
import { fieldOf } from '../kubernetes/schema.ts';
import type { SchemaType } from '../kubernetes/schema-types.ts';
import { wordsForType } from '../kubernetes/schema-words.ts';
import { NEWEST_KUBERNETES } from '../kubernetes/version.ts';
import { fieldDocumentation } from './field-documentation.ts';
import { own } from '../text/own.ts';

/** All that is known of a field itself, as Markdown: its type, default, since when it is there, and its text. */
export function fieldPage(definition: string, field: string, type: SchemaType): string {
  const owner = `${definition}.${field}`;
  const head = [
    `**${field}**: ${wordsForType(type)}`,
    ...(fieldOf(definition, field)?.required ? ['required'] : []),
    ...(Object.hasOwn(FIELD_DEFAULTS, owner) ? [`default ${FIELD_DEFAULTS[owner] ?? ''}`] : []),
  ].join(', ');
  const text = fieldDocumentation(definition, field);
  return [head, sinceWords(owner), text, `[API reference](${referenceUrl(definition)})`]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** "Since Kubernetes 1.29 (gate SidecarContainers, from 1.28 on)." */
function sinceWords(owner: string): string {
  const history = own(FIELD_HISTORY, owner);
  if (!history) return '';
  const { alpha, on, gate } = history;
  if (on === undefined) {
    return `Only with the feature gate ${gate} turned on, since Kubernetes 1.${alpha ?? NEWEST_KUBERNETES}.`;
  }
  const before = alpha === undefined ? '' : `; from 1.${alpha} on with the feature gate ${gate}`;
  return `Since Kubernetes 1.${on}${before}.`;
}

const GROUPS: readonly (readonly [RegExp, string])[] = [
  [/^(?:ObjectMeta|OwnerReference|LabelSelector|LabelSelectorRequirement|ListMeta)$/, 'v1-meta'],
  [/^(?:Deployment|StatefulSet|DaemonSet|ReplicaSet|RollingUpdate)/, 'v1-apps'],
  [/^(?:Job|CronJob|PodFailurePolicy|SuccessPolicy|UncountedTerminatedPods)/, 'v1-batch'],
  [/^(?:Ingress|HTTPIngress|ServiceBackendPort)/, 'v1-networking-k8s-io'],
];

/** The definition's place in the API reference of the newest version. */
function referenceUrl(definition: string): string {
  const group = GROUPS.find(([names]) => names.test(definition))?.[1] ?? 'v1-core';
  const page = `https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.${NEWEST_KUBERNETES}/`;
  const name =
    definition === 'StatefulSetSpecVolumeClaimTemplates' ? 'PersistentVolumeClaim' : definition;
  return `${page}#${name.toLowerCase()}-${name === definition ? group : 'v1-core'}`;
}
