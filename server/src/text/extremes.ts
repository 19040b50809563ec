/** The smallest of the numbers and of `most`. `Math.min` has no room for as many as a text can hold. */
export function smallest(numbers: Iterable<number>, most = Infinity): number {
  let found = most;
  for (const one of numbers) if (one < found) found = one;
  return found;
}

/** The largest of the numbers and of `least`. */
export function largest(numbers: Iterable<number>, least = -Infinity): number {
  let found = least;
  for (const one of numbers) if (one > found) found = one;
  return found;
}
