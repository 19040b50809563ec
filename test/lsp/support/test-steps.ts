import { readFacts } from '../../../server/src/analysis/document-facts.ts';
import { linkDocument } from '../../../server/src/analysis/link.ts';
import type { LinkedDocument } from '../../../server/src/analysis/linked.ts';
import type { Container } from '../../../server/src/kubernetes/model.ts';
import type { Steps } from '../../../server/src/lsp/steps.ts';
import type { Configuration } from '../../../server/src/rules/configuration.ts';
import type { Problem } from '../../../server/src/rules/rule.ts';
import { readStream } from '../../../server/src/yaml/read-stream.ts';

export interface StepCounts {
  streams: number;
  facts: number;
  links: number;
  checks: number;
  /** How often a file was looked at. */
  files: number;
}

/**
 * The real steps with two rules that never change: a container named `bad` is an error, with one safe fix; a pod that
 * a Service of its name selects is a warning, related to the Service.
 */
export function testSteps(counts?: StepCounts): () => Steps {
  const count = (what: keyof StepCounts): void => {
    if (counts) counts[what]++;
  };
  return () => ({
    analysis: {
      readStream(text, previous) {
        count('streams');
        return readStream(text, previous);
      },
      readFacts(chunk, reading) {
        count('facts');
        return readFacts(chunk, reading);
      },
      linkDocument(facts, surroundings) {
        count('links');
        return linkDocument(facts, surroundings);
      },
    },
    checks: {
      checkDocument(linked, configuration) {
        count('checks');
        return [...badNames(linked, configuration), ...selected(linked)];
      },
      checkFile(documents) {
        count('files');
        return documents.map(({ problems }) => problems);
      },
    },
  });
}

/** Configuration knows real rules only, so this one borrows a name. */
export const BAD_NAME = 'port-conflict';

function badNames(linked: LinkedDocument, { rules }: Configuration): readonly Problem[] {
  const setting = rules.get(BAD_NAME);
  if (setting === 'off') return [];
  return linked.pods.flatMap((pod) =>
    pod.containers.flatMap(({ container }) => {
      const { name } = container;
      if (name?.value === 'throw') throw new Error('a rule of ours is broken');
      if (name?.value !== 'bad') return [];
      return [
        problem(linked, {
          rule: BAD_NAME,
          span: name.span,
          severity: setting ?? 'error',
          message: 'This container is called "bad".',
          container: nameOf(container),
          resource: pod.facts.resource,
          fixes: () => [
            {
              title: 'Call it good',
              safe: true,
              edits: [{ document: linked.facts, span: name.span, newText: 'good' }],
            },
          ],
        }),
      ];
    }),
  );
}

function selected(linked: LinkedDocument): readonly Problem[] {
  return linked.pods.flatMap((pod) => {
    const { name, namespace } = pod.facts.resource;
    const service = name && linked.scope.service(namespace?.value, name.value);
    if (!service) return [];
    return [
      problem(linked, {
        rule: 'unused-name',
        span: name.span,
        severity: 'warning',
        message: 'A Service has this name too.',
        resource: pod.facts.resource,
        related: [
          {
            document: service.document,
            span: service.resource.name?.span ?? service.resource.kind.span,
            message: 'This one.',
          },
        ],
      }),
    ];
  });
}

function nameOf({ name }: Container): string | undefined {
  return name?.value;
}

function problem(
  linked: LinkedDocument,
  parts: Pick<Problem, 'rule' | 'span' | 'severity' | 'message'> & Partial<Problem>,
): Problem {
  return {
    document: linked.facts,
    certainty: 'certain',
    related: [],
    resource: undefined,
    container: undefined,
    fixes: () => [],
    candidates: parts.fixes ?? (() => []),
    soundTogether: (fixes) => ({ fixes, tries: 0 }),
    ...parts,
  };
}
