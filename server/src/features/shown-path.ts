import { fileNameOf, folderOf, isWithin, relativePath } from '../text/uri.ts';
import type { Project } from './project.ts';

/** A file's path in the workspace, for people; its name alone for a file outside. */
export function shownPath({ folders }: Project, uri: string): string {
  const folder = folders.find((root) => isWithin(root, uri));
  const path = folder === undefined ? undefined : relativePath(folder, uri);
  if (path === undefined) return fileNameOf(uri);
  return folders.length > 1 && folder !== undefined ? `${fileNameOf(folder)}/${path}` : path;
}

/** The same as somebody who looks at another file would call it: by its name alone where both stand in one folder. */
export function shownPathFrom(project: Project, from: string, uri: string): string {
  return folderOf(from) === folderOf(uri) ? fileNameOf(uri) : shownPath(project, uri);
}
