import type { DocumentFacts } from '../analysis/facts.ts';
import { remembered } from '../analysis/remembered.ts';
import type { Resource } from '../kubernetes/model.ts';
import { checkSchema } from '../kubernetes/schema-check.ts';
import type { SchemaFault } from '../kubernetes/schema-check.ts';

interface ResourceFaults {
  readonly resource: Resource;
  readonly faults: readonly SchemaFault[];
}

function schemaFaultsOf(document: DocumentFacts): readonly ResourceFaults[] {
  return document.kubernetes.resources.map((resource) => ({
    resource,
    faults: checkSchema(
      resource.node,
      resource.apiVersion?.value ?? '',
      resource.kind.value,
    ).filter((fault) => isTrusted(fault, document)),
  }));
}

/**
 * Behind a place that is no YAML the text may be read otherwise than it is meant, and what seems absent may be there.
 */
function isTrusted(fault: SchemaFault, { yaml }: DocumentFacts): boolean {
  const broken = yaml.faults.find(
    ({ code }) => code === 'syntax' || code === 'tab-indentation' || code === 'unknown-alias',
  );
  return !broken || (fault.type !== 'missing-field' && endOf(fault) <= broken.span.start);
}

function endOf(fault: Exclude<SchemaFault, { type: 'missing-field' }>): number {
  switch (fault.type) {
    case 'unknown-field':
      return fault.pairs.at(-1)?.key.span.end ?? 0;
    case 'wrong-type':
      return (fault.place.node ?? fault.place.map.node).span.end;
    case 'invalid-value':
      return fault.scalar.span.end;
  }
}

/** The faults of one type, with the resource that each is in. */
export function faultsOf<T extends SchemaFault['type']>(
  document: DocumentFacts,
  type: T,
): readonly { readonly resource: Resource; readonly fault: Extract<SchemaFault, { type: T }> }[] {
  // One check serves the four rules that tell of it.
  return remembered(document, schemaFaultsOf).flatMap(({ resource, faults }) =>
    faults.flatMap((fault) => (isOf(fault, type) ? [{ resource, fault }] : [])),
  );
}

function isOf<T extends SchemaFault['type']>(
  fault: SchemaFault,
  type: T,
): fault is Extract<SchemaFault, { type: T }> {
  return fault.type === type;
}
