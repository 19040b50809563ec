import type { Case } from './case.ts';
import { endpointCases } from './endpoints.ts';
import { exampleCases } from './examples.ts';
import { fileCases } from './files.ts';
import { portCases } from './ports.ts';
import { processCases } from './processes.ts';

/** Everything that is played, in the order of docs/proof.md. */
export const allCases: readonly Case[] = [
  ...portCases,
  ...fileCases,
  ...endpointCases,
  ...processCases,
  ...exampleCases,
];

/** The manifest's path from the project's folder. */
export function manifestPath({ rule, manifest }: Case): string {
  return manifest.includes('/') ? manifest : `test/pods/manifests/${rule}/${manifest}.yaml`;
}
