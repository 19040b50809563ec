import type { FileRole } from '../kubernetes/read.ts';
import { decoded, fileNameOf, folderOf, resolveDecoded } from '../text/uri.ts';
import type { ScopedFile } from './kustomization-graph.ts';
import { isKustomization, pathsIn } from './kustomization.ts';

/** What files say of others; addresses are decoded. */
export interface FileRoles {
  /** All files that a kustomization names as patches and none lists as a resource. */
  readonly patches: ReadonlySet<string>;
  /** All folders with a test of Chainsaw, whose files may be assertions, whatever their names are. */
  readonly testFolders: ReadonlySet<string>;
}

export const NO_ROLES: FileRoles = { patches: new Set(), testFolders: new Set() };

export function fileRoles(files: Iterable<ScopedFile>): FileRoles {
  const patches = new Set<string>();
  const resources = new Set<string>();
  const testFolders = new Set<string>();
  for (const { uri, stream } of files) {
    const folder = folderOf(uri) ?? '';
    if (isTest(uri)) testFolders.add(decoded(folder));
    if (!isKustomization(uri)) continue;
    const paths = pathsIn(stream);
    for (const path of paths.patches) patches.add(resolveDecoded(folder, path) ?? '');
    for (const path of paths.resources) resources.add(resolveDecoded(folder, path) ?? '');
  }
  for (const address of resources) patches.delete(address);
  return { patches, testFolders };
}

/** Whether a file can say something of others. */
export function saysRoles(uri: string): boolean {
  return isKustomization(uri) || isTest(uri);
}

export function hasRoles({ patches, testFolders }: FileRoles): boolean {
  return patches.size > 0 || testFolders.size > 0;
}

export function roleOf(uri: string, { patches, testFolders }: FileRoles): FileRole {
  if (isKustomization(uri)) return 'kustomization';
  const address = decoded(uri);
  if (patches.has(address)) return 'patch';
  if (isNamedAsAssertion(fileNameOf(address))) return 'expectation';
  const isPart = isNamedAsPart(address) || testFolders.has(decoded(folderOf(uri) ?? ''));
  return isPart ? 'part' : 'manifest';
}

/** https://kyverno.github.io/chainsaw/latest/quick-start/first-test/ */
function isTest(uri: string): boolean {
  return /^chainsaw-test\.ya?ml$/.test(fileNameOf(uri));
}

/**
 * `00-assert.yaml` and `00-errors.yaml` are names of kuttl, and of Chainsaw, which took them over:
 * https://kuttl.dev/docs/kuttl-test-harness.html
 */
function isNamedAsAssertion(fileName: string): boolean {
  return (
    /^\d+-errors?\.ya?ml$/.test(fileName) || wordsOf(fileName).some((word) => ASSERTIONS.has(word))
  );
}

/**
 * Whether the file's name, or that of one of the two folders around it, says that it holds parts of resources: a
 * patch, or what a test expects. What stands in a folder of overlays may as well be whole.
 */
function isNamedAsPart(address: string): boolean {
  const names = address.split('/').slice(-3);
  return (
    wordsOf(fileNameOf(address)).includes('overlay') ||
    names.some((name) => wordsOf(name).some((word) => PARTS.has(word) || ASSERTIONS.has(word)))
  );
}

function wordsOf(name: string): readonly string[] {
  return name.toLowerCase().split(/[._-]/);
}

const ASSERTIONS = new Set(['assert', 'asserts', 'assertion', 'assertions']);

const PARTS = new Set([
  ...['expected', 'chainsaw', 'kuttl'],
  ...['compare', 'golden', 'patch', 'patches'],
]);
