import type { LinkedPod } from '../analysis/linked.ts';
import { mapField, mapItems, textField } from '../kubernetes/fields.ts';
import { isFragment } from '../kubernetes/fragment.ts';
import type { Span } from '../text/span.ts';
import { firstKeyOf, pairOf } from '../yaml/node.ts';
import type { YamlMap } from '../yaml/node.ts';
import { quoted } from './messages.ts';
import { relatedTo, VALIDATION, withConsequence } from './refusal.ts';
import { defineRule } from './rule.ts';

/** A map that has exactly one of several fields. */
interface Choice {
  readonly map: YamlMap;
  /** What it is, to begin a sentence with. */
  readonly place: string;
  readonly fields: readonly string[];
  /** Where to say that there is none of them. */
  readonly at: Span;
  /** The API takes a map that has none of them. */
  readonly mayBeEmpty?: true;
  /** Another rule says that there are several. */
  readonly severalKnown?: true;
}

/** The members of these structs in k8s.io/api/core/v1 types.go, v0.35. */
const VARIABLE = ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef'];
const VARIABLES = ['configMapRef', 'secretRef'];
const DOWNWARD = ['fieldRef', 'resourceFieldRef'];
const PROJECTION = [
  'secret',
  'configMap',
  'downwardAPI',
  'serviceAccountToken',
  'clusterTrustBundle',
  'podCertificate',
];
const CLAIM = ['resourceClaimName', 'resourceClaimTemplateName'];

export const oneOfFields = defineRule({
  meta: {
    id: 'one-of-fields',
    severity: 'error',
    summary: 'A place that takes one of several fields has none of them, or two',
    why: 'Where a variable, a file of the downward API, a projected source or a resource claim comes from is said by one field out of several. The API server refuses none, and two.',
    source: VALIDATION,
    fix: 'none',
    messages: {
      none: '{place} needs one of {fields}. {consequence}',
      several: '{place} takes one of {fields}, and has "{first}" already. {consequence}',
    },
  },
  checkPod(pod, report) {
    for (const { map, place, fields, at, mayBeEmpty, severalKnown } of choicesOf(pod)) {
      const given = map.pairs.filter(({ key }) => fields.includes(key.text));
      const [first, ...rest] = given.filter(({ value }) => value !== undefined);
      const named = quoted(fields, 'or');
      // A key of another name is said to be unknown; what it was meant for is not missing then.
      const others = map.pairs.some(
        ({ key, value }) => value?.kind === 'map' && !fields.includes(key.text),
      );
      if (!first && !others && mayBeEmpty !== true) {
        report({
          at: given[0]?.key.span ?? at,
          message: 'none',
          absent: 'anything',
          certainty: isFragment(pod.facts.resource) ? 'possible' : 'certain',
          data: withConsequence(pod, { place, fields: named }),
        });
      }
      if (!first || severalKnown === true) continue;
      for (const { key } of rest) {
        report({
          at: key.span,
          message: 'several',
          certainty: 'certain',
          data: withConsequence(pod, { place, fields: named, first: first.key.text }),
          related: [relatedTo(pod, first.key.span, 'The first one.')],
        });
      }
    }
  },
});

function* choicesOf({ containers, facts }: LinkedPod): Generator<Choice> {
  for (const { container } of containers) {
    for (const { node, name } of container.env) {
      const map = mapField(node, 'valueFrom');
      if (!map) continue;
      const place = name ? `The variable "${name.value}"` : 'A variable';
      const at = pairOf(node, 'valueFrom')?.key.span ?? map.span;
      yield { map, place, fields: VARIABLE, at, severalKnown: true };
    }
    for (const map of mapItems(container.node, 'envFrom')) {
      const place = 'An entry of "envFrom"';
      yield { map, place, fields: VARIABLES, at: firstKeyOf(map), severalKnown: true };
    }
  }
  for (const { node } of facts.pod.volumes) {
    const downward = mapField(node, 'downwardAPI');
    if (downward) yield* downwardFiles(downward);
    const projected = mapField(node, 'projected');
    for (const map of projected ? mapItems(projected, 'sources') : []) {
      const place = 'A source of "projected"';
      yield { map, place, fields: PROJECTION, at: firstKeyOf(map), mayBeEmpty: true };
      const files = mapField(map, 'downwardAPI');
      if (files) yield* downwardFiles(files);
    }
  }
  for (const map of mapItems(facts.pod.spec, 'resourceClaims')) {
    const name = textField(map, 'name');
    const place = name ? `The resource claim "${name.value}"` : 'A resource claim';
    yield { map, place, fields: CLAIM, at: name?.span ?? firstKeyOf(map) };
  }
}

function* downwardFiles(source: YamlMap): Generator<Choice> {
  for (const map of mapItems(source, 'items')) {
    const path = textField(map, 'path');
    const place = path ? `The file "${path.value}"` : 'A file of "downwardAPI"';
    yield { map, place, fields: DOWNWARD, at: path?.span ?? firstKeyOf(map) };
  }
}
