import { keyValues, mapField } from '../kubernetes/fields.ts';
import type { Resource } from '../kubernetes/model.ts';

/** The labels of the pods that a workload makes, be its template without a spec as yet. */
export function templateLabels({ node, body }: Resource): Resource['labels'] {
  if (body.type === 'workload') return body.workload.pod.labels;
  const spec = mapField(node, 'spec');
  const template = spec && mapField(spec, 'template');
  const metadata = template && mapField(template, 'metadata');
  return keyValues(metadata && mapField(metadata, 'labels'));
}
