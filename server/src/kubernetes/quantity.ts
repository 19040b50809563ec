const SUFFIXES: Readonly<Record<string, number>> = {
  '': 1,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** The amount that a quantity stands for, such as 0.5 for `500m`; undefined for what is none. */
export function readQuantity(value: string | number): number | undefined {
  if (typeof value === 'number') return value;
  const match = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+))(?:([KMGTPE]i|[numkMGTPE])|[eE]([+-]?\d+))?$/.exec(
    value,
  );
  if (!match) return undefined;
  const amount = Number(match[1]);
  if (match[3] !== undefined) return amount * 10 ** Number(match[3]);
  const factor = SUFFIXES[match[2] ?? ''];
  return factor === undefined ? undefined : amount * factor;
}
