/**
 * How much of a file and of a document is read. Real manifests stay far below: the largest known install manifests hold 2 MB, the
 * deepest schemas nest some 50 levels.
 */
export const LIMITS = {
  /** Documents of a file: each has facts of its own, however little it says. Published manifests hold some hundreds. */
  documents: 20_000,
  /** UTF-16 code units of one document. */
  size: 10 * 1024 * 1024,
  /** Levels of maps and lists inside each other, block and flow style together. */
  depth: 250,
  /** Pairs of maps and items of lists; an object of the API, at most 1.5 MB in etcd, cannot hold nearly as many. */
  entries: 300_000,
  /** Words, marks and gaps of a document that is read by way of the library; an entry is some four to eight. */
  tokens: 1_800_000,
  /** Nodes that all aliases of a document may add together. */
  aliasedNodes: 100_000,
} as const;
