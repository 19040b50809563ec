import { hasField, mapField, mapItems, portField, textField } from '../kubernetes/fields.ts';
import { isExpectation } from '../kubernetes/fragment.ts';
import type { Resource } from '../kubernetes/model.ts';
import { holdsPlaceholder } from '../kubernetes/placeholder.ts';
import type { YamlMap } from '../yaml/node.ts';
import { pairOf } from '../yaml/node.ts';
import { defineRule } from './rule.ts';
import type { Report } from './rule.ts';

export const ingressConflict = defineRule({
  meta: {
    id: 'ingress-conflict',
    severity: 'error',
    summary: 'A path or a backend of an Ingress is incomplete or contradicts itself',
    why: 'A path is compared from the host’s root on, so that it begins with a slash. A backend is one Service, and one port of it by name or by number, or another resource. The class is said once, in the field or in the old annotation.',
    source:
      'https://github.com/kubernetes/kubernetes/blob/v1.35.4/pkg/apis/networking/validation/validation.go',
    fix: 'none',
    messages: {
      relative: 'The path "{path}" must begin with "/". The API server refuses this Ingress.',
      none: 'A path of the type "{type}" has to be written, and to begin with "/". The API server refuses this Ingress.',
      holds:
        'A path of the type "{type}" must not hold "{part}". The API server refuses this Ingress.',
      paths: 'A rule for "http" needs one path at least. The API server refuses this Ingress.',
      ports:
        'A backend has one port, by "number" or by "name". The API server refuses this Ingress.',
      port: 'The backend "{service}" needs a port, by "number" or by "name". The API server refuses this Ingress.',
      both: 'A backend is a "service" or a "resource", not both. The API server refuses this Ingress.',
      backend: 'A backend needs a "service" or a "resource". The API server refuses this Ingress.',
      class:
        'The annotation "kubernetes.io/ingress.class" says "{annotation}", and "ingressClassName" says "{field}". The API server refuses this Ingress.',
    },
  },
  checkDocument({ facts }, report) {
    for (const resource of facts.kubernetes.resources) {
      if (resource.kind.value !== 'Ingress' || isExpectation(resource)) continue;
      // Older versions have other fields.
      if (resource.apiVersion?.value !== 'networking.k8s.io/v1') continue;
      const spec = mapField(resource.node, 'spec');
      if (!spec) continue;
      checkClass(resource, spec, report);
      const first = mapField(spec, 'defaultBackend');
      if (first) checkBackend(resource, first, report);
      for (const rule of mapItems(spec, 'rules')) {
        const http = mapField(rule, 'http');
        const paths = http && pairOf(http, 'paths');
        if (paths?.value?.kind === 'seq' && paths.value.items.length === 0)
          report({
            at: paths.key.span,
            message: 'paths',
            absent: 'anything',
            certainty: 'certain',
            resource,
          });
        for (const path of http ? mapItems(http, 'paths') : []) {
          checkPath(resource, path, report);
          const backend = mapField(path, 'backend');
          if (backend) checkBackend(resource, backend, report);
        }
      }
    }
  },
});

const ANNOTATION = 'kubernetes.io/ingress.class';

function checkClass(resource: Resource, spec: YamlMap, report: Report): void {
  const field = textField(spec, 'ingressClassName');
  const annotation = resource.annotations.find(({ key }) => key.value === ANNOTATION)?.value;
  if (!field || !annotation || field.value === annotation.value) return;
  if (holdsPlaceholder(field.value) || holdsPlaceholder(annotation.value)) return;
  report({
    at: annotation.span,
    message: 'class',
    certainty: 'certain',
    resource,
    data: { annotation: annotation.value, field: field.value },
  });
}

/** `invalidPathSequences` and `invalidPathSuffixes`, which only the two exact types look at. */
const PARTS = ['//', '/./', '/../', '%2f', '%2F'];
const ENDS = ['/..', '/.'];

function checkPath(resource: Resource, path: YamlMap, report: Report): void {
  const type = textField(path, 'pathType')?.value ?? '';
  const isStrict = type === 'Exact' || type === 'Prefix';
  const written = textField(path, 'path');
  if (!written || written.value === '') {
    const pair = pairOf(path, 'path');
    const at = written?.span ?? (pair?.key ?? pairOf(path, 'pathType')?.key)?.span;
    if (isStrict && at && !(pair?.value && !written))
      report({
        at,
        message: 'none',
        absent: 'anything',
        certainty: 'certain',
        resource,
        data: { type },
      });
    return;
  }
  const { value, span: at } = written;
  if (holdsPlaceholder(value)) return;
  if (!value.startsWith('/') && (isStrict || type === 'ImplementationSpecific')) {
    report({ at, message: 'relative', certainty: 'certain', resource, data: { path: value } });
    return;
  }
  if (!isStrict) return;
  const part =
    PARTS.find((wrong) => value.includes(wrong)) ?? ENDS.find((wrong) => value.endsWith(wrong));
  if (part) report({ at, message: 'holds', certainty: 'certain', resource, data: { type, part } });
}

function checkBackend(resource: Resource, backend: YamlMap, report: Report): void {
  const service = mapField(backend, 'service');
  const other = pairOf(backend, 'resource');
  const at = (backend.pairs[0]?.key ?? backend).span;
  if (service && other?.value?.kind === 'map') {
    report({ at: other.key.span, message: 'both', certainty: 'certain', resource });
    return;
  }
  // A backend of another version has "serviceName", which another rule says.
  if (!service) {
    if (backend.pairs.length === 0)
      report({ at, message: 'backend', absent: 'anything', certainty: 'certain', resource });
    return;
  }
  const pair = pairOf(service, 'port');
  const port = mapField(service, 'port');
  if (pair?.value && !port) return;
  const number = port && portField(port, 'number');
  const name = port && textField(port, 'name');
  if (number && number.value !== 0 && name && name.value !== '') {
    report({ at: name.span, message: 'ports', certainty: 'certain', resource });
  } else if (!(port && (hasField(port, 'number') || hasField(port, 'name')))) {
    // A key of another name is said to be unknown.
    if (port && port.pairs.length > 0) return;
    report({
      at: pair?.key.span ?? pairOf(service, 'name')?.key.span ?? at,
      message: 'port',
      absent: 'anything',
      certainty: 'certain',
      resource,
      data: { service: textField(service, 'name')?.value ?? '' },
    });
  }
}
