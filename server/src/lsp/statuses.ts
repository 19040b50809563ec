import type { Project } from '../features/project.ts';
import { fileStatus, TOO_LARGE } from '../features/status.ts';
import type { FileStatus } from '../features/status.ts';
import type { ProblemCounts } from '../features/tree-item.ts';
import type { Manifests } from './manifests.ts';
import { normalUri } from './uri.ts';

export interface StatusSources {
  readonly manifests: Manifests;
  readonly project: () => Project;
  /** The problems of a file that were published last. */
  readonly countsOf: (uri: string) => ProblemCounts;
  /** Takes the address as the client spells it. */
  readonly changed: (uri: string) => void;
}

/** Whether files are checked, for a client that shows it: it hears of changes once it has asked. */
export class Statuses {
  readonly #sources: StatusSources;
  /** By open file, what was the case when the client was last told of a change. */
  readonly #told = new Map<string, string>();
  #isShown = false;

  constructor(sources: StatusSources) {
    this.#sources = sources;
  }

  /** Null for a file that is neither open nor in the workspace. */
  answer(uri: string): FileStatus | null {
    this.#isShown = true;
    return this.#of(normalUri(uri));
  }

  /** Everything is published. */
  settled(): void {
    if (!this.#isShown) return;
    const { manifests, changed } = this.#sources;
    for (const { uri } of [...manifests.openDocuments()]) {
      const status = JSON.stringify(this.#of(uri));
      if (this.#told.get(uri) === status) continue;
      this.#told.set(uri, status);
      changed(manifests.clientUri(uri));
    }
    for (const uri of this.#told.keys()) if (!manifests.openDocument(uri)) this.#told.delete(uri);
  }

  #of(uri: string): FileStatus | null {
    const { manifests, countsOf } = this.#sources;
    if (manifests.openDocument(uri)?.tooLarge) return TOO_LARGE;
    const project = this.#sources.project();
    const file = project.snapshot.file(uri);
    return file ? fileStatus(project, file, countsOf(uri)) : null;
  }
}
