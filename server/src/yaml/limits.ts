/**
 * How much of a document is read. Real manifests stay far below: the largest known install manifests hold 2 MB, the
 * deepest schemas nest some 50 levels.
 */
export const LIMITS = {
  /** UTF-16 code units of one document. */
  size: 10 * 1024 * 1024,
  /** Levels of maps and lists inside each other, block and flow style together. */
  depth: 250,
  /** Nodes that all aliases of a document may add together. */
  aliasedNodes: 100_000,
} as const;
