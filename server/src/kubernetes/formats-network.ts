import { dnsSubdomain } from './formats.ts';
import type { Format } from './formats.ts';

/*
 * The forms of addresses and host names. Sources: apimachinery `util/validation`, `pkg/apis/core/validation` and
 * `pkg/apis/networking/validation` (kubernetes v1.35.4).
 */

export const ipAddress: Format = (value) => {
  const text = String(value);
  const octets = text.split('.');
  const four =
    octets.length === 4 && octets.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256);
  const six = text.includes(':') && /^[0-9a-fA-F:]+(?:\.\d+){0,3}$/.test(text);
  return four || six ? undefined : 'is no IP address';
};

/** Where traffic from outside may come in; loopback and link-local addresses cannot (ValidateNonSpecialIP). */
export const externalAddress: Format = (value) =>
  ipAddress(value) ??
  (/^(?:127\.|169\.254\.|0\.0\.0\.0$|::1?$)/.test(String(value))
    ? 'is an address that nothing outside of a machine can reach'
    : undefined);

/** Addresses that begin alike; blanks around them are taken (ValidateService). */
export const addressRange: Format = (value) => {
  const [address = '', bits, ...rest] = String(value).trim().split('/');
  const most = address.includes(':') ? 128 : 32;
  const isRange = bits !== undefined && rest.length === 0 && /^\d{1,3}$/.test(bits);
  return ipAddress(address) === undefined && isRange && Number(bits) <= most
    ? undefined
    : 'is no range of addresses such as "10.0.0.0/8"';
};

/** How long a client keeps its pod (validateClientIPAffinityConfig). */
export const affinityTime: Format = (value) =>
  typeof value === 'number' && (value < 1 || value > 86_400)
    ? 'must be between 1 and 86400'
    : undefined;

/** An RFC 1035 label: a host name that begins with a letter (ValidateServiceName). */
export const serviceName: Format = (value) => {
  const text = String(value);
  if (text.length > 63) return 'is longer than 63 characters';
  return /^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(text)
    ? undefined
    : 'may hold only lower-case letters, digits and "-", must begin with a letter, and end with a letter or digit';
};

/** A host, or all hosts of a domain; not their port. */
export const tlsHost: Format = (value) => {
  const text = String(value);
  if (!text.includes('*')) return dnsSubdomain(text);
  return text.startsWith('*.') && dnsSubdomain(text.slice(2)) === undefined
    ? undefined
    : 'may hold "*" only as its first part, before a domain';
};

/** Absent, empty and a host are all it takes (validateIngressRules). */
export const ingressHost: Format = (value) => {
  if (value === '') return undefined;
  return /^\d+(?:\.\d+){3}$/.test(String(value))
    ? 'is an IP address, and must be the name of a host'
    : tlsHost(value);
};

/** A domain in which names are looked up; it may hold "_", and end with a dot. */
export const searchDomain: Format = (value) => {
  const text = String(value);
  if (text === '.') return undefined;
  const name = text.endsWith('.') ? text.slice(0, -1) : text;
  if (name.length > 253) return 'is longer than 253 characters';
  return name.split('.').every((part) => /^_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/.test(part))
    ? undefined
    : 'may hold only lower-case letters, digits, "-", "_" and ".", and each part must begin and end with a letter or digit';
};
