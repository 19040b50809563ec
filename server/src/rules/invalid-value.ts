import type { DocumentFacts } from '../analysis/facts.ts';
import { checkForms } from '../kubernetes/format-check.ts';
import type { BadForm } from '../kubernetes/format-check.ts';
import { dnsLabel } from '../kubernetes/formats.ts';
import type { InvalidValue } from '../kubernetes/schema-check.ts';
import { wordsFor } from '../kubernetes/schema-words.ts';
import type { LocatedText } from '../kubernetes/located.ts';
import type { Resource } from '../kubernetes/model.ts';
import { nearest } from '../text/nearest.ts';
import type { YamlScalar } from '../yaml/node.ts';
import { fixOf, setValue } from './edits.ts';
import { defineRule } from './rule.ts';
import type { Fix } from './rule.ts';
import { faultsOf } from './schema-faults.ts';
import { keyName } from './secret-words.ts';
import { listed } from './messages.ts';

export const invalidValue = defineRule({
  meta: {
    id: 'invalid-value',
    severity: 'error',
    summary: 'A value is none that the API takes there',
    why: 'The API server refuses a value outside the set, the range or the form that a field takes; values are case-sensitive.',
    source: 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/',
    fix: 'unsafe',
    messages: {
      set: '"{value}" is no value of "{field}", which takes {allowed}.',
      late: '"{value}" is no value of "{field}", which takes {allowed}. The StatefulSet is accepted, but its pods cannot be created.',
      form: '{value} as {field} of {place} {wrong}.',
      lateForm:
        '{value} as {field} of {place} {wrong}. The StatefulSet is accepted, but its pods cannot be created.',
      secret: 'This value of {field} of {place} {wrong}.',
    },
  },
  checkDocument({ facts }, report) {
    for (const { resource, fault } of faultsOf(facts, 'invalid-value')) {
      report({
        at: fault.scalar.span,
        message: fault.timing === 'applied' ? 'set' : 'late',
        certainty: 'certain',
        resource,
        data: {
          value: fault.scalar.text,
          field: fault.place.pair?.key.text ?? '',
          allowed: choices(fault.allowed),
        },
        fixes: () => fixesFor(facts, fault),
      });
    }
    for (const resource of facts.kubernetes.resources) {
      const { node, apiVersion, kind } = resource;
      for (const fault of checkForms(node, apiVersion?.value ?? '', kind.value)) {
        report({
          at: fault.scalar.span,
          message: formMessage(resource, fault),
          certainty: 'certain',
          resource,
          data: {
            value: valueNamed(facts, fault),
            field: isSecretValue(resource, fault) ? `"${fault.field}"` : fieldWords(fault),
            place: wordsFor(fault.map),
            wrong: fault.wrong,
          },
          fixes: () => formFixes(facts, fault),
        });
      }
    }
  },
});

function valueNamed(document: DocumentFacts, { part, scalar }: BadForm): string {
  const known = part === 'key' ? keyName(document, scalar) : scalar.text;
  return known === undefined ? 'This' : `"${shortened(known)}"`;
}

/** A value of a Secret is not repeated. */
function formMessage(resource: Resource, fault: BadForm): 'form' | 'lateForm' | 'secret' {
  if (isSecretValue(resource, fault)) return 'secret';
  return fault.timing === 'applied' ? 'form' : 'lateForm';
}

function isSecretValue({ kind }: Resource, { field, part }: BadForm): boolean {
  return kind.value === 'Secret' && part !== 'key' && (field === 'data' || field === 'stringData');
}

/** `"name"`; `a key of "data"`; `a value in "selector"`. */
function fieldWords({ field, part }: BadForm): string {
  const before = { field: '', key: 'a key of ', value: 'a value in ' }[part];
  return `${before}"${field}"`;
}

function shortened(text: string): string {
  const line = text.split(/[\r\n]/)[0] ?? '';
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}

/** "A, B or C"; a long set is cut. */
function choices(values: readonly string[]): string {
  const named = values.filter((value) => value !== '');
  if (named.length > 8) return `${named.slice(0, 7).join(', ')} and ${named.length - 7} others`;
  return listed(named, 'or');
}

function fixesFor(document: DocumentFacts, { scalar, allowed }: InvalidValue): readonly Fix[] {
  const meant = nearest(scalar.text, allowed);
  if (meant === undefined || scalar.aliased) return [];
  const quote = { single: "'", double: '"', plain: '' }[quoteOf(scalar.style)];
  return [
    {
      title: `Change "${scalar.text}" to "${meant}"`,
      safe: false,
      edits: [{ document, span: scalar.span, newText: quote + meant + quote }],
    },
  ];
}

function formFixes(document: DocumentFacts, { scalar, field, map }: BadForm): readonly Fix[] {
  const meant = meantBy(scalar, `${map.definition}.${field}`);
  if (meant === undefined || scalar.aliased) return [];
  const title =
    meant === scalar.text
      ? `Remove the quotes of "${meant}"`
      : `Change "${scalar.text}" to "${meant}"`;
  return fixOf(title, false, [
    [{ document, span: scalar.span, newText: meant }],
    ...mountsOf(document, scalar).map((name) => setValue(document, name, meant)),
  ]);
}

/** Where containers name the volume that a scalar gives its name; nothing where it is no volume's. */
function mountsOf(document: DocumentFacts, scalar: YamlScalar): readonly LocatedText[] {
  return document.pods
    .filter(({ pod }) => pod.volumes.some(({ name }) => name?.node === scalar))
    .flatMap(({ pod }) => pod.containers)
    .flatMap(({ mounts, devices }) => [...mounts, ...devices])
    .flatMap(({ name }) => (name?.value === scalar.text ? [name] : []));
}

/** What the author most likely meant, where a plain change of the form gives it. */
function meantBy({ value, text }: YamlScalar, path: string): string | undefined {
  if (
    typeof value === 'string' &&
    /^[1-9]\d{0,4}$/.test(value) &&
    /\.(?:targetPort|port)$/.test(path)
  ) {
    return value;
  }
  // Written as chmod takes it, but without the zero that makes it octal.
  if (path.endsWith('ode') && /^[0-7]{3}$/.test(text)) return `0${text}`;
  const bytes = /^(\d+)([kKMGT])[bB]$/.exec(text);
  if (bytes && fieldsWithQuantities.test(path))
    return `${bytes[1] ?? ''}${(bytes[2] ?? '').replace('K', 'k')}`;
  if (/^(?:Container|Volume)\.name$/.test(path)) {
    const name = text.toLowerCase().replaceAll(/[_. ]/g, '-');
    return name !== text && dnsLabel(name) === undefined ? name : undefined;
  }
  return undefined;
}

const fieldsWithQuantities =
  /^(?:ResourceRequirements|EmptyDirVolumeSource|VolumeResourceRequirements)\./;

function quoteOf(style: InvalidValue['scalar']['style']): 'single' | 'double' | 'plain' {
  return style === 'single' || style === 'double' ? style : 'plain';
}
