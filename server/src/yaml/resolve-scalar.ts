/**
 * The value of a plain scalar, as kubectl reads it: sigs.k8s.io/yaml decodes with go.yaml.in/yaml/v2, whose
 * `resolve` (resolve.go, v2.4.2) follows YAML 1.1 without base 60: `y`, `n`, `yes`, `no`, `on` and `off` are booleans,
 * a leading zero makes an octal number, underscores in numbers are skipped, and a timestamp stays a string when it is
 * decoded into JSON. Integers past 2^53 lose their last digits here; `text` keeps them.
 */
export function resolvePlain(text: string): string | number | boolean | null {
  const first = text.charCodeAt(0);
  if (Number.isNaN(first)) return null;
  if (isDigit(first) || first === PLUS || first === MINUS) return resolveNumber(text) ?? text;
  if (first === DOT) return resolveDotted(text) ?? text;
  if (text.length > LONGEST_WORD) return text;
  const word = WORDS.get(text);
  return word === undefined ? text : word;
}

/** Whether a plain scalar with this text would be read as something else than the string itself. */
export function isStringWhenPlain(text: string): boolean {
  return typeof resolvePlain(text) === 'string';
}

const PLUS = 43;
const MINUS = 45;
const DOT = 46;
const LONGEST_WORD = 5;

const WORDS = new Map<string, boolean | null>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(
    (word) => [word, true] as const,
  ),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(
    (word) => [word, false] as const,
  ),
  ...['~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
]);

const SPECIAL_NUMBERS = new Map<string, number>([
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Infinity] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, -Infinity] as const),
]);

const DECIMAL = /^[-+]?(?:0|[1-9][0-9]*)$/;
const PREFIXED = /^([-+]?)0(?:[xX]([0-9a-fA-F]+)|[bB]([01]+)|[oO]?([0-7]+))$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
/** Here, and only here, an underscore has to stand between two digits (strconv.ParseFloat). */
const DOTTED_FLOAT = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/;

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function resolveNumber(text: string): number | undefined {
  if (DECIMAL.test(text)) return withoutNegativeZero(Number(text));
  const special = SPECIAL_NUMBERS.get(text);
  if (special !== undefined) return special;
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  if (DECIMAL.test(plain)) return withoutNegativeZero(Number(plain));
  const prefixed = PREFIXED.exec(plain);
  if (prefixed) return resolvePrefixed(prefixed);
  return FLOAT.test(plain) ? finite(Number(plain)) : undefined;
}

function resolvePrefixed(match: RegExpExecArray): number | undefined {
  const [text, sign, hex, binary, octal] = match;
  const magnitude = BigInt(
    hex !== undefined ? `0x${hex}` : binary !== undefined ? `0b${binary}` : `0o${octal ?? '0'}`,
  );
  const isPastInt64 = sign === '' ? magnitude >= 2n ** 64n : magnitude > 2n ** 63n;
  // Digits alone are then read as a decimal fraction; a prefix leaves a string.
  if (isPastInt64) return FLOAT.test(text) ? finite(Number(text)) : undefined;
  return withoutNegativeZero(Number(sign === '-' ? -magnitude : magnitude));
}

function resolveDotted(text: string): number | undefined {
  return (
    SPECIAL_NUMBERS.get(text) ??
    (DOTTED_FLOAT.test(text) ? finite(Number(text.replaceAll('_', ''))) : undefined)
  );
}

function withoutNegativeZero(value: number): number {
  return value === 0 ? 0 : value;
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}
