import { mapField, mapItems, portField, textField } from '../kubernetes/fields.ts';
import { dnsSubdomain } from '../kubernetes/formats.ts';
import { ipAddress } from '../kubernetes/formats-network.ts';
import { isExpectation } from '../kubernetes/fragment.ts';
import type { Resource } from '../kubernetes/model.ts';
import { holdsPlaceholder, isNameInCapitals } from '../kubernetes/placeholder.ts';
import type { YamlMap, YamlScalar } from '../yaml/node.ts';
import { pairOf } from '../yaml/node.ts';
import { listed } from './messages.ts';
import { VALIDATION } from './refusal.ts';
import { defineRule } from './rule.ts';
import type { Report } from './rule.ts';

export const serviceConflict = defineRule({
  meta: {
    id: 'service-conflict',
    severity: 'error',
    summary: 'The fields of a Service do not go with its type, or two of its ports are the same',
    why: 'A Service of the type `ClusterIP`, the default, has no port of the nodes, and nothing of a load balancer; one of the type `ExternalName` is only a name. Ports are told apart by number and protocol, and by a name as soon as there are two.',
    source: VALIDATION,
    fix: 'none',
    messages: {
      type: '"{field}" is for Services of the type {types}, and this one is "{type}". The API server refuses this Service.',
      headless:
        'A Service of the type "{type}" cannot be headless. The API server refuses this Service.',
      address: '"{value}" is no IP address, and not "None". The API server refuses this Service.',
      external:
        'A Service of the type "ExternalName" needs an "externalName". The API server refuses this Service.',
      externalForm: '"{value}" is no name of a host. The API server refuses this Service.',
      none: 'A Service that is neither headless nor an "ExternalName" needs "ports". The API server refuses it.',
      unnamed:
        'Of several ports of a Service each needs a name. The API server refuses this Service.',
      name: 'The name "{name}" is taken by another port of this Service. The API server refuses it.',
      port: 'Port {port}/{protocol} stands in this Service twice. The API server refuses it.',
      nodePort:
        'The node port {port}/{protocol} stands in this Service twice. The API server refuses it.',
    },
  },
  checkDocument({ facts }, report) {
    for (const resource of facts.kubernetes.resources) {
      if (resource.body.type !== 'service' || isExpectation(resource)) continue;
      const spec = mapField(resource.node, 'spec');
      if (!spec) continue;
      checkType(resource, spec, report);
      checkPorts(resource, spec, report);
    }
  },
});

const NODE_TYPES = ['NodePort', 'LoadBalancer'];

/** Fields that only some types take, as ValidateService has them. */
const FIELDS: readonly { readonly field: string; readonly types: readonly string[] }[] = [
  { field: 'loadBalancerSourceRanges', types: ['LoadBalancer'] },
  { field: 'allocateLoadBalancerNodePorts', types: ['LoadBalancer'] },
  { field: 'loadBalancerClass', types: ['LoadBalancer'] },
  { field: 'healthCheckNodePort', types: ['LoadBalancer'] },
  { field: 'externalTrafficPolicy', types: NODE_TYPES },
];

function checkType(resource: Resource, spec: YamlMap, report: Report): void {
  const written = pairOf(spec, 'type')?.value;
  const type = written?.kind === 'scalar' && written.text !== '' ? written.text : 'ClusterIP';
  // What is no type at all is another rule's to say, and what a patch may complete is nobody's.
  if (!['ClusterIP', 'ExternalName', ...NODE_TYPES].includes(type)) return;
  const isWhole = written !== undefined || mapItems(spec, 'ports').length > 0;
  const certainty = resource.role === 'part' || !isWhole ? 'possible' : 'certain';
  for (const { field, types } of FIELDS) {
    const pair = pairOf(spec, field);
    if (!pair?.value || types.includes(type)) continue;
    if (pair.value.kind === 'seq' && pair.value.items.length === 0) continue;
    // Addresses of its own make it reachable from outside.
    if (field === 'externalTrafficPolicy' && type === 'ClusterIP' && pairOf(spec, 'externalIPs'))
      continue;
    const data = { field, types: listed(types, 'or'), type };
    report({ at: pair.key.span, message: 'type', certainty, resource, data, absent: 'anything' });
  }
  if (type === 'ClusterIP') {
    for (const port of mapItems(spec, 'ports')) {
      const pair = pairOf(port, 'nodePort');
      const number = pair?.value;
      if (!pair || number?.kind !== 'scalar' || typeof number.value !== 'number') continue;
      if (number.value === 0) continue;
      const data = { field: 'nodePort', types: listed(NODE_TYPES, 'or'), type };
      report({ at: pair.key.span, message: 'type', certainty, resource, data, absent: 'anything' });
    }
  }
  checkAddress(resource, spec, type, report);
  if (type === 'ExternalName') checkExternal(resource, spec, report);
}

function checkAddress(resource: Resource, spec: YamlMap, type: string, report: Report): void {
  const address = textField(spec, 'clusterIP');
  if (!address || address.value === '' || isFilledIn(address.node)) return;
  const at = address.span;
  if (address.value === 'None') {
    if (NODE_TYPES.includes(type))
      report({ at, message: 'headless', certainty: 'certain', resource, data: { type } });
  } else if (ipAddress(address.value) !== undefined) {
    const data = { value: address.value };
    report({ at, message: 'address', certainty: 'certain', resource, data });
  }
}

function checkExternal(resource: Resource, spec: YamlMap, report: Report): void {
  const name = textField(spec, 'externalName');
  const address = pairOf(spec, 'clusterIP');
  if (
    address?.value?.kind === 'scalar' &&
    address.value.value !== null &&
    address.value.value !== ''
  ) {
    const data = {
      field: 'clusterIP',
      types: listed(['ClusterIP', ...NODE_TYPES], 'or'),
      type: 'ExternalName',
    };
    report({ at: address.key.span, message: 'type', certainty: 'certain', resource, data });
  }
  if (!name || name.value === '') {
    const at = name?.span ?? pairOf(spec, 'type')?.value?.span;
    if (at && pairOf(spec, 'externalName')?.value?.kind !== 'map')
      report({ at, message: 'external', certainty: 'certain', resource, absent: 'anything' });
  } else if (!isFilledIn(name.node) && dnsSubdomain(name.value.replace(/\.$/, '')) !== undefined) {
    const data = { value: name.value };
    report({ at: name.span, message: 'externalForm', certainty: 'certain', resource, data });
  }
}

function isFilledIn({ text }: YamlScalar): boolean {
  return holdsPlaceholder(text) || isNameInCapitals(text);
}

function checkPorts(resource: Resource, spec: YamlMap, report: Report): void {
  const ports = mapItems(spec, 'ports');
  const written = pairOf(spec, 'ports');
  const isEmpty = !written?.value || (written.value.kind === 'seq' && ports.length === 0);
  // A patch names no pods.
  const selector = pairOf(spec, 'selector');
  const address = textField(spec, 'clusterIP')?.value ?? '';
  const type = textField(spec, 'type')?.value ?? '';
  if (
    isEmpty &&
    selector?.value &&
    address === '' &&
    ['', 'ClusterIP', ...NODE_TYPES].includes(type)
  ) {
    report({
      at: (written ?? selector).key.span,
      message: 'none',
      absent: 'anything',
      certainty: resource.role === 'part' ? 'possible' : 'likely',
      resource,
    });
  }
  const seen = new Set<string>();
  const isTwice = (key: string): boolean => seen.has(key) || !seen.add(key);
  for (const port of ports) {
    const name = textField(port, 'name');
    const protocol = textField(port, 'protocol')?.value ?? 'TCP';
    const at = name?.span ?? (pairOf(port, 'port')?.key ?? port.pairs[0]?.key)?.span;
    if (ports.length > 1 && (name?.value ?? '') === '' && at && !pairOf(port, 'name')?.value) {
      report({
        at,
        message: 'unnamed',
        absent: 'anything',
        certainty: resource.role === 'part' ? 'possible' : 'certain',
        resource,
      });
    }
    if (name && name.value !== '' && isTwice(`name ${name.value}`)) {
      const data = { name: name.value };
      report({ at: name.span, message: 'name', certainty: 'certain', resource, data });
    }
    for (const field of ['port', 'nodePort'] as const) {
      const number = portField(port, field);
      if (typeof number?.value !== 'number' || number.value === 0) continue;
      if (!isTwice(`${field} ${number.value}/${protocol}`)) continue;
      const data = { port: number.value, protocol };
      report({ at: number.span, message: field, certainty: 'certain', resource, data });
    }
  }
}
