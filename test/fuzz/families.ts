import { HOSTILE_FAMILIES } from './hostile.ts';
import type { HostileFamily } from './hostile-parts.ts';
import { PART_FAMILIES } from './many-parts.ts';
import { RESOURCE_FAMILIES } from './many-resources.ts';

/** All inputs that get harder with a number: what is broken, and what there is merely much of. */
export const ALL_FAMILIES: readonly HostileFamily[] = [
  ...RESOURCE_FAMILIES,
  ...PART_FAMILIES,
  ...HOSTILE_FAMILIES,
];
