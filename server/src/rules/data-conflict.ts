import { mapField, textField } from '../kubernetes/fields.ts';
import type { Resource } from '../kubernetes/model.ts';
import { own } from '../text/own.ts';
import { pairOf } from '../yaml/node.ts';
import { listed } from './messages.ts';
import { VALIDATION } from './refusal.ts';
import { defineRule } from './rule.ts';
import type { Report } from './rule.ts';

export const dataConflict = defineRule({
  meta: {
    id: 'data-conflict',
    severity: 'error',
    summary: 'The keys of a ConfigMap or Secret do not go together, or not with its type',
    why: 'A key of a ConfigMap is a text or bytes, not both. A Secret whose type says what it holds must hold it: `kubernetes.io/tls` a certificate and its key, `kubernetes.io/dockerconfigjson` the registries’ passwords.',
    source: VALIDATION,
    fix: 'none',
    messages: {
      both: '"{key}" is in "data" too. The API server refuses this ConfigMap.',
      lacks: 'A Secret of the type "{type}" needs {keys}. The API server refuses it.',
      account:
        'A Secret of the type "kubernetes.io/service-account-token" needs the annotation "kubernetes.io/service-account.name". The API server refuses it.',
    },
  },
  checkDocument({ facts }, report) {
    for (const resource of facts.kubernetes.resources) {
      if (resource.kind.value === 'ConfigMap') checkConfigMap(resource, report);
      else if (resource.kind.value === 'Secret' && resource.role === 'manifest')
        checkSecret(resource, report);
    }
  },
});

function checkConfigMap(resource: Resource, report: Report): void {
  const texts = mapField(resource.node, 'data');
  const bytes = mapField(resource.node, 'binaryData');
  if (!texts || !bytes) return;
  const known = new Set(texts.pairs.map(({ key }) => key.text));
  for (const { key } of bytes.pairs) {
    if (!known.has(key.text)) continue;
    const data = { key: key.text };
    report({ at: key.span, message: 'both', certainty: 'certain', resource, data });
  }
}

/** By type: what it needs all of (ValidateSecret); of a name and a password one is enough. */
const KEYS: Readonly<Record<string, readonly string[] | undefined>> = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
};
const ONE_OF = { type: 'kubernetes.io/basic-auth', keys: ['username', 'password'] };
const ACCOUNT = 'kubernetes.io/service-account';

function checkSecret(resource: Resource, report: Report): void {
  const type = textField(resource.node, 'type');
  if (!type) return;
  const maps = ['data', 'stringData'].flatMap((field) => mapField(resource.node, field) ?? []);
  const given = new Set(maps.flatMap(({ pairs }) => pairs.map(({ key }) => key.text)));
  if (type.value === `${ACCOUNT}-token`) {
    if (resource.annotations.some(({ key }) => key.value === `${ACCOUNT}.name`)) return;
    if (pairOf(resource.node, 'metadata')?.value?.kind !== 'map') return;
    report({
      at: type.span,
      message: 'account',
      absent: 'anything',
      certainty: 'certain',
      resource,
    });
    return;
  }
  // Without any data it is one that a tool fills.
  if (given.size === 0) return;
  const missing = (own(KEYS, type.value) ?? []).filter((key) => !given.has(key));
  const isOneOf = type.value === ONE_OF.type && !ONE_OF.keys.some((key) => given.has(key));
  if (missing.length === 0 && !isOneOf) return;
  const keys = isOneOf ? listed(quote(ONE_OF.keys), 'or') : listed(quote(missing));
  const data = { type: type.value, keys };
  report({
    at: type.span,
    message: 'lacks',
    absent: 'anything',
    certainty: 'certain',
    resource,
    data,
  });
}

function quote(words: readonly string[]): readonly string[] {
  return words.map((word) => `"${word}"`);
}
