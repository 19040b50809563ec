import type { Format } from './formats.ts';

/** Five fields, or a word such as @daily (ParseStandard of github.com/robfig/cron/v3). */
export const cronSchedule: Format = (value) => {
  const text = String(value).trim();
  if (text.startsWith('@')) {
    return /^@(?:yearly|annually|monthly|weekly|daily|midnight|hourly|every \S+)$/.test(text)
      ? undefined
      : 'is no schedule that cron knows';
  }
  if (/^(?:CRON_)?TZ=/.test(text))
    return 'must not name a time zone: that is what "timeZone" is for';
  const fields = text === '' ? [] : text.split(/\s+/);
  if (fields.length !== 5) return `has ${fields.length} fields, and a schedule has 5`;
  for (const [at, { unit, least, most, names }] of UNITS.entries()) {
    const field = fields[at] ?? '';
    const parts = field.split(',').filter((part) => part !== '');
    if (parts.every((part) => isRange(part, least, most, names))) continue;
    const days = unit === 'day of the week' ? ', Sunday being 0' : '';
    return `has the ${unit} "${field}", which cron does not know: it counts from ${least} to ${most}${days}`;
  }
  return undefined;
};

/** An explicit zone: what is the machine's own is not (validateTimeZone, pkg/apis/batch/validation). */
export const timeZone: Format = (value) => {
  const text = String(value);
  if (text === '') return 'must not be empty';
  if (/^local$/i.test(text)) return 'is no time zone: it has to be named, as in "Europe/Paris"';
  return text.split('/').every((part) => /^[A-Za-z._0-9+][A-Za-z._\-0-9+]{0,13}$/.test(part))
    ? undefined
    : 'is no name of a time zone, such as "Europe/Paris"';
};

interface Unit {
  readonly unit: string;
  readonly least: number;
  readonly most: number;
  /** The first is the least; none where only numbers count. */
  readonly names?: readonly string[];
}

const UNITS: readonly Unit[] = [
  { unit: 'minute', least: 0, most: 59 },
  { unit: 'hour', least: 0, most: 23 },
  { unit: 'day', least: 1, most: 31 },
  {
    unit: 'month',
    least: 1,
    most: 12,
    names: 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' '),
  },
  {
    unit: 'day of the week',
    least: 0,
    most: 6,
    names: 'sun mon tue wed thu fri sat'.split(' '),
  },
];

/** `*`, `5`, `mon-fri`, each perhaps with `/2` behind it (getRange in robfig/cron's parser.go). */
function isRange(
  text: string,
  least: number,
  most: number,
  names: readonly string[] | undefined,
): boolean {
  const [range = '', step, ...more] = text.split('/');
  const [low = '', high, ...others] = range.split('-');
  if (more.length > 0 || (step !== undefined && !(numberOf(step) > 0))) return false;
  if (low === '*' || low === '?') return true;
  const read = (word: string): number => {
    const at = names?.indexOf(word.toLowerCase()) ?? -1;
    return at < 0 ? numberOf(word) : at + least;
  };
  const start = read(low);
  const end = high === undefined ? start : read(high);
  return others.length === 0 && start >= least && end <= most && start <= end;
}

function numberOf(text: string): number {
  return /^\+?\d+$/.test(text) ? Number(text) : Number.NaN;
}
