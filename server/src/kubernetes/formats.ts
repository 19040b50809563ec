import { readQuantity } from './quantity.ts';

/**
 * The forms of values that the API server checks, as questions of a string or number: each gives what is wrong, as the
 * end of a sentence that begins with the value, or undefined. Sources: apimachinery `util/validation/validation.go`,
 * `pkg/apis/core/validation/validation.go` (kubernetes v1.35.4).
 */
export type Format = (value: string | number) => string | undefined;

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const QUALIFIED = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const QUANTITY = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;

/** RFC 1123 label: the names of containers, volumes, namespaces, hosts. */
export const dnsLabel: Format = (value) => {
  const text = String(value);
  if (text.length > 63) return 'is longer than 63 characters';
  if (text.includes('.') && SUBDOMAIN.test(text)) return 'must not contain dots';
  return LABEL.test(text)
    ? undefined
    : 'may hold only lower-case letters, digits and "-", and must begin and end with a letter or digit';
};

/** RFC 1123 subdomain: the names of most resources. */
export const dnsSubdomain: Format = (value) => {
  const text = String(value);
  if (text.length > 253) return 'is longer than 253 characters';
  return SUBDOMAIN.test(text)
    ? undefined
    : 'may hold only lower-case letters, digits, "-" and ".", and must begin and end with a letter or digit';
};

/** An IANA service name, as IsValidPortName checks it. */
export const portName: Format = (value) => {
  const text = String(value);
  if (text.length > 15) return 'is longer than 15 characters';
  if (!/^[-a-z0-9]+$/.test(text)) return 'may hold only lower-case letters, digits and "-"';
  if (!/[a-z]/.test(text)) return 'must hold at least one letter';
  if (text.includes('--')) return 'must not hold two hyphens in a row';
  return text.startsWith('-') || text.endsWith('-')
    ? 'must not begin or end with a hyphen'
    : undefined;
};

export const portNumber: Format = (value) =>
  typeof value === 'number' && (value < 1 || value > 65535)
    ? 'must be between 1 and 65535'
    : undefined;

/** Zero is the same as absent. */
export const hostPortNumber: Format = (value) => (value === 0 ? undefined : portNumber(value));

/** A number, or the name of a port. */
export const portReference: Format = (value) =>
  typeof value === 'number' ? portNumber(value) : portName(value);

/** Zero is taken for the Service's own port (SetDefaults_Service, pkg/apis/core/v1/defaults.go, v1.35). */
export const targetPort: Format = (value) => (value === 0 ? undefined : portReference(value));

export const quantity: Format = (value) =>
  typeof value === 'number' || QUANTITY.test(value)
    ? undefined
    : 'is no quantity: a number, and perhaps one of m, k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi, Ei';

export const quantityAboveZero: Format = (value) =>
  quantity(value) ?? ((readQuantity(value) ?? 1) <= 0 ? 'must be more than zero' : undefined);

export const quantityNotNegative: Format = (value) =>
  quantity(value) ?? ((readQuantity(value) ?? 0) < 0 ? 'must not be negative' : undefined);

/** What a file's mode can be. */
export const fileMode: Format = (value) =>
  typeof value === 'number' && (value < 0 || value > 0o777)
    ? 'must be between 0 and 0777 (octal)'
    : undefined;

/** A path below another. */
export const relativePath: Format = (value) => {
  const text = String(value);
  if (text.startsWith('/')) return 'must be a relative path';
  return text.split('/').includes('..') ? 'must not contain ".."' : undefined;
};

/** A file in a volume that Kubernetes writes itself, where names that begin with two dots are its own. */
export const itemPath: Format = (value) =>
  relativePath(value) ?? (String(value).startsWith('..') ? 'must not begin with ".."' : undefined);

export const pathWithoutBacksteps: Format = (value) =>
  String(value).split('/').includes('..') ? 'must not contain ".."' : undefined;

/** A label's or annotation's key: a name, perhaps after a domain and a slash. */
export const qualifiedName: Format = (value) => {
  const parts = String(value).split('/');
  const name = parts.at(-1) ?? '';
  if (parts.length > 2) return 'may hold one "/" at most';
  if (parts.length === 2) {
    const prefix = parts[0] ?? '';
    if (prefix === '') return 'has nothing before the "/"';
    const wrong = dnsSubdomain(prefix);
    if (wrong !== undefined) return `has a part before the "/" that ${wrong}`;
  }
  if (name === '') return 'has no name';
  if (name.length > 63) return 'has a name that is longer than 63 characters';
  return QUALIFIED.test(name)
    ? undefined
    : 'may hold only letters, digits, "-", "_" and ".", and must begin and end with a letter or digit';
};

/** An annotation's key may be in capitals before the slash (ValidateAnnotations lower-cases it). */
export const annotationKey: Format = (value) => qualifiedName(String(value).toLowerCase());

export const labelValue: Format = (value) => {
  const text = String(value);
  if (text === '') return undefined;
  if (text.length > 63) return 'is longer than 63 characters';
  return QUALIFIED.test(text)
    ? undefined
    : 'may hold only letters, digits, "-", "_" and ".", and must begin and end with a letter or digit';
};

/** A key of a ConfigMap or Secret, which becomes the name of a file. */
export const dataKey: Format = (value) => {
  const text = String(value);
  if (text.length > 253) return 'is longer than 253 characters';
  if (text === '.' || text.startsWith('..')) return 'must not be "." and not begin with ".."';
  return /^[-._a-zA-Z0-9]+$/.test(text)
    ? undefined
    : 'may hold only letters, digits, "-", "_" and "."';
};

export const base64: Format = (value) => {
  const text = String(value).replace(/[\r\n]/g, '');
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text)
    ? undefined
    : 'is not base64: put plain text under "stringData"';
};

/** The same for a ConfigMap, whose plain text goes elsewhere. */
export const base64Data: Format = (value) =>
  base64(value) === undefined ? undefined : 'is not base64: put plain text under "data"';

export const notNegative: Format = (value) =>
  typeof value === 'number' && value < 0 ? 'must not be negative' : undefined;

export const atLeastOne: Format = (value) =>
  typeof value === 'number' && value < 1 ? 'must be at least 1' : undefined;

/** A variable's name, relaxed since Kubernetes 1.32: printable ASCII without "=". */
export const variableName: Format = (value) =>
  /^[ -<>-~]+$/.test(String(value))
    ? undefined
    : 'may hold only printable ASCII characters without "="';

/** Anything but the empty string. */
export const notEmpty: Format = (value) => (value === '' ? 'must not be empty' : undefined);

/** Where the API takes the empty string for absent (`len(value) > 0` before its check). */
export function unlessEmpty(format: Format): Format {
  return (value) => (value === '' ? undefined : format(value));
}

export const absolutePath: Format = (value) =>
  String(value).startsWith('/') ? undefined : 'must be an absolute path';

/** A count, or a percentage of the pods (ValidatePositiveIntOrPercent, pkg/apis/apps/validation). */
export const amountOrShare: Format = (value) => {
  if (typeof value === 'number') return notNegative(value);
  return /^\d+%$/.test(value) ? undefined : 'is no number and no percentage such as "25%"';
};

/** The same where more than all of them cannot be (IsNotMoreThan100Percent). */
export const amountOrPart: Format = (value) =>
  amountOrShare(value) ??
  (typeof value === 'string' && Number.parseInt(value, 10) > 100
    ? 'must not be more than 100%'
    : undefined);

/** A weight of what is preferred in scheduling. */
export const weight: Format = (value) =>
  typeof value === 'number' && (value < 1 || value > 100) ? 'must be between 1 and 100' : undefined;

/** A user's or a group's number (IsValidUserID). */
export const userId: Format = (value) =>
  typeof value === 'number' && (value < 0 || value > MOST_ID)
    ? `must be between 0 and ${MOST_ID}`
    : undefined;

const MOST_ID = 2_147_483_647;

/** A token is renewed when most of its time is over (MinTokenAgeSec); its time is 32 bits long. */
export const tokenLifetime: Format = (value) => {
  if (typeof value !== 'number') return undefined;
  if (value < 600) return 'must be 600 seconds at least';
  return value > 2 ** 32 ? 'must be 4294967296 seconds at most' : undefined;
};

/** A partition of a disk, or the number of a logical unit. */
export const partition: Format = (value) =>
  typeof value === 'number' && (value < 0 || value > 255) ? 'must be between 0 and 255' : undefined;

/** A name behind a domain and a slash (IsDomainPrefixedPath). */
export const domainPath: Format = (value) => {
  const [domain = '', path = ''] = String(value).split('/', 2);
  return dnsSubdomain(domain) === undefined && path !== ''
    ? undefined
    : 'must be a domain, a slash and a name';
};

/** A driver's name may be in capitals (ValidateCSIDriverName). */
export const csiDriver: Format = (value) =>
  String(value).length > 63
    ? 'is longer than 63 characters'
    : dnsSubdomain(String(value).toLowerCase());

/** A user, perhaps behind a domain and a backslash. */
export const windowsUser: Format = (value) => {
  const parts = String(value).split('\\');
  if (value === '') return 'must not be empty';
  return parts.length > 2 ? 'must not hold more than one backslash' : undefined;
};

/** The only version of a pod that a field is read from. */
export const firstVersion: Format = (value) =>
  value === 'v1' ? undefined : 'is no version of a pod: the only one is "v1"';

export const headerName: Format = (value) =>
  /^[-A-Za-z0-9]+$/.test(String(value)) ? undefined : 'may hold only letters, digits and "-"';

/** With dots or slashes between its parts (IsValidSysctlName). */
export const sysctlName: Format = (value) =>
  /^[a-z0-9](?:[-_./a-z0-9]*[a-z0-9])?$/.test(String(value))
    ? undefined
    : 'may hold only lower-case letters, digits, "-", "_", "." and "/"';

/** What of its pod a variable can be (validEnvDownwardAPIFieldPathExpressions). */
export const variableFieldPath: Format = (value) =>
  subscriptFault(value) ??
  (isOneOf(value, [
    ...['metadata.name', 'metadata.namespace', 'metadata.uid'],
    ...['spec.nodeName', 'spec.serviceAccountName'],
    ...['status.hostIP', 'status.hostIPs', 'status.podIP', 'status.podIPs'],
  ]) || isSubscript(value)
    ? undefined
    : String(value).startsWith('metadata.labels') ||
        String(value).startsWith('metadata.annotations')
      ? `is no single value: name a key, as in ${String(value).split('[')[0] ?? ''}['key']`
      : 'is no field of the pod that a variable can be');

/** What of its pod a file can be (validVolumeDownwardAPIFieldPathExpressions). */
export const fileFieldPath: Format = (value) =>
  subscriptFault(value) ??
  (isOneOf(value, [
    ...['metadata.name', 'metadata.namespace', 'metadata.uid'],
    ...['metadata.labels', 'metadata.annotations'],
  ]) || isSubscript(value)
    ? undefined
    : 'is no field of the pod that a file can be');

/** What of a container's resources a variable or a file can be (validContainerResourceFieldPathExpressions). */
export const resourceField: Format = (value) =>
  /^(?:limits|requests)\.(?:cpu|memory|ephemeral-storage|hugepages-.+)$/.test(String(value))
    ? undefined
    : 'is no amount that a variable or a file can be: they are limits and requests of cpu, memory, ephemeral-storage and huge pages';

function isOneOf(value: string | number, known: readonly string[]): boolean {
  return known.includes(String(value));
}

const SUBSCRIPT = /^metadata\.(?:labels|annotations)\['([^']+)'\]$/;

function isSubscript(value: string | number): boolean {
  return SUBSCRIPT.test(String(value));
}

/** A key in brackets has the form of a label's or annotation's. */
function subscriptFault(value: string | number): string | undefined {
  const key = SUBSCRIPT.exec(String(value))?.[1];
  const wrong = key === undefined ? undefined : annotationKey(key);
  return wrong === undefined ? undefined : `names a key that ${wrong}`;
}
