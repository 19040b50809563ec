import type { DocumentFacts } from '../analysis/facts.ts';
import { hasField, mapField, mapItems } from '../kubernetes/fields.ts';
import type { Resource } from '../kubernetes/model.ts';
import { spanOf } from '../text/span.ts';
import type { TextEdit } from '../text/edit.ts';
import { insertPair } from '../yaml/edit.ts';
import { columnOf } from '../yaml/move-pairs.ts';
import type { YamlMap, YamlPair } from '../yaml/node.ts';
import { pairOf } from '../yaml/node.ts';
import { inDocument, inQuotesOf } from './edits.ts';
import type { EditPart } from './edits.ts';

/**
 * Writes an Ingress as networking.k8s.io/v1 has it: a backend's Service has a map of its own, the backend of the spec
 * is called `defaultBackend`, and each path says its type, for which the versions before took the controller's own:
 * https://kubernetes.io/docs/reference/using-api/deprecation-guide/#ingress-v122
 */
export function upgradeIngress(facts: DocumentFacts, { node }: Resource): readonly EditPart[] {
  const spec = mapField(node, 'spec');
  if (!spec) return [];
  const paths = mapItems(spec, 'rules').flatMap((rule) => {
    const http = mapField(rule, 'http');
    return http ? mapItems(http, 'paths') : [];
  });
  return [
    ...paths.flatMap((path) => [...backendParts(facts, path, 'backend'), ...typeOf(facts, path)]),
    ...backendParts(facts, spec, 'backend'),
    ...renamed(facts, spec),
  ];
}

function typeOf(facts: DocumentFacts, path: YamlMap): readonly EditPart[] {
  if (hasField(path, 'pathType')) return [];
  const place = { after: 'path' };
  return [inDocument(facts, insertPair(facts.yaml, path, 'pathType', ANY_TYPE, place))];
}

const ANY_TYPE = 'ImplementationSpecific';

function renamed(facts: DocumentFacts, spec: YamlMap): readonly EditPart[] {
  const key = pairOf(spec, 'backend')?.key;
  if (!key) return [];
  if (key.aliased || hasField(spec, 'defaultBackend')) return [undefined];
  return [
    inDocument(facts, [{ span: key.span, newText: inQuotesOf(facts, key, 'defaultBackend') }]),
  ];
}

function backendParts(facts: DocumentFacts, holder: YamlMap, field: string): readonly EditPart[] {
  const backend = mapField(holder, field);
  if (!backend || !['serviceName', 'servicePort'].some((key) => hasField(backend, key))) return [];
  return [inDocument(facts, backendEdits(facts, backend))];
}

/** Edits of the keys alone, so that comments and values stay as they are. */
function backendEdits(facts: DocumentFacts, backend: YamlMap): readonly TextEdit[] | undefined {
  const [first, last] = backend.pairs;
  const port = pairOf(backend, 'servicePort');
  if (!first || !last || backend.pairs.length !== 2 || backend.aliased) return undefined;
  if (!hasField(backend, 'serviceName') || port?.value?.kind !== 'scalar') return undefined;
  const word = (name: string): string => inQuotesOf(facts, first.key, name);
  const kind = word(typeof port.value.value === 'number' ? 'number' : 'name');
  const { text } = facts.chunk;
  const indent = ' '.repeat(columnOf(text, first.key.span.start));
  const lineBreak = `${text.includes('\r\n') ? '\r\n' : '\n'}${indent}`;
  const opened = backend.flow
    ? { service: `${word('service')}: {`, port: `${word('port')}: {${kind}` }
    : { service: `service:${lineBreak}  `, port: `port:${lineBreak}    ${kind}` };
  const keyOf = (pair: YamlPair): string => (pair === port ? opened.port : word('name'));
  const closed = [port, last].map(({ span: { end } }) => ({
    span: spanOf(end, end),
    newText: '}',
  }));
  return [
    { span: first.key.span, newText: `${opened.service}${keyOf(first)}` },
    { span: last.key.span, newText: `${backend.flow ? '' : '  '}${keyOf(last)}` },
    ...(backend.flow ? closed : []),
  ];
}
