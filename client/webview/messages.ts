import type { PlacedPodMap } from '../../server/src/lsp/protocol.ts';

/** What the panel of the Pod Map and its page say to each other. */
export type ToPage =
  | {
      readonly type: 'map';
      readonly placed: PlacedPodMap;
      /** The file, for restoring the panel. */
      readonly uri: string;
    }
  /** There is no pod where the author is, or nobody who would know; what was shown stays. */
  | { readonly type: 'nothing'; readonly words: string };

export type FromPage =
  | { readonly type: 'ready' }
  | { readonly type: 'open'; readonly part: string }
  | { readonly type: 'save'; readonly svg: string };

/** What the page keeps, so that the panel is there again after a reload. */
export interface PageState {
  readonly uri: string;
  readonly pod: string;
}
