import type { DocumentFacts } from '../analysis/facts.ts';
import { isExpectation } from '../kubernetes/fragment.ts';
import { misnamed } from '../kubernetes/misnamed.ts';
import type { Resource } from '../kubernetes/model.ts';
import { typeFault } from '../kubernetes/type-fields.ts';
import type { TypeFault } from '../kubernetes/type-fields.ts';
import { insertPair } from '../yaml/edit.ts';
import { fixOf, inDocument, inQuotesOf, setValue } from './edits.ts';
import { defineRule } from './rule.ts';
import type { Report } from './rule.ts';

export const unknownKind = defineRule({
  meta: {
    id: 'unknown-kind',
    severity: 'error',
    summary: 'No API server knows this kind in this apiVersion',
    why: 'By `apiVersion` and `kind` together the API server knows what a manifest is. Where they do not go together, or one is missing or misspelt, kubectl applies nothing of it: "no matches for kind", or "apiVersion not set". Custom kinds are left alone: their groups have a dot in their names.',
    source: 'https://kubernetes.io/docs/reference/using-api/#api-groups',
    fix: 'unsafe',
    messages: {
      version: 'There is no {kind} in {apiVersion}; it is in {served}.',
      kind: 'There is no "{kind}" in {apiVersion}. Is "{meant}" meant?',
      misspelt: '"{key}" is not "{name}", without which kubectl applies nothing.',
      absent: 'This {kind} has no apiVersion, without which kubectl applies nothing.',
    },
  },
  checkDocument({ facts }, report) {
    for (const resource of facts.kubernetes.resources) {
      if (isExpectation(resource)) continue;
      const fault = resource.node === facts.yaml.root ? typeFault(resource.node) : undefined;
      if (fault) reportFault(facts, resource, fault, report);
      else reportMisnamed(facts, resource, report);
    }
  },
});

function reportMisnamed(facts: DocumentFacts, resource: Resource, report: Report): void {
  const { apiVersion, kind } = resource;
  const meant = apiVersion && misnamed(apiVersion.value, kind.value);
  if (!apiVersion || !meant) return;
  const data = { kind: kind.value, apiVersion: apiVersion.value };
  if (meant.type === 'kind') {
    report({
      at: kind.span,
      message: 'kind',
      data: { ...data, meant: meant.kind },
      certainty: 'certain',
      resource,
      fixes: () =>
        fixOf(`Change the kind to ${meant.kind}`, false, [setValue(facts, kind, meant.kind)]),
    });
    return;
  }
  report({
    at: apiVersion.span,
    message: 'version',
    data: { ...data, served: meant.served.join(' or ') },
    certainty: 'certain',
    resource,
    fixes: () =>
      meant.served.flatMap((served) =>
        fixOf(`Change the apiVersion to ${served}`, false, [setValue(facts, apiVersion, served)]),
      ),
  });
}

function reportFault(
  facts: DocumentFacts,
  resource: Resource,
  fault: TypeFault,
  report: Report,
): void {
  if (fault.type === 'misspelt') {
    const { key, name } = fault;
    report({
      at: key.span,
      message: 'misspelt',
      data: { key: key.text, name },
      certainty: 'certain',
      resource,
      fixes: () =>
        fixOf(`Change "${key.text}" to "${name}"`, false, [
          inDocument(facts, [{ span: key.span, newText: inQuotesOf(facts, key, name) }]),
        ]),
    });
    return;
  }
  const { apiVersion } = fault;
  report({
    at: resource.kind.span,
    message: 'absent',
    absent: 'anything',
    data: { kind: resource.kind.value },
    certainty: 'certain',
    resource,
    fixes: () =>
      fixOf(`Add "apiVersion: ${apiVersion}"`, false, [
        inDocument(
          facts,
          insertPair(facts.yaml, resource.node, 'apiVersion', apiVersion, { before: 'kind' }),
        ),
      ]),
  });
}
