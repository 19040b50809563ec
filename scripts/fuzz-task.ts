/** What one step of `npm run fuzz` tries. */
export type Task =
  | { readonly type: 'hostile'; readonly family: number; readonly size: number }
  | { readonly type: 'typed'; readonly source: number }
  | { readonly type: 'edited'; readonly seed: number; readonly runs: number }
  | { readonly type: 'workspace'; readonly seed: number; readonly runs: number }
  | { readonly type: 'any text'; readonly seed: number; readonly runs: number };

export type TaskResult =
  | { readonly type: 'ready'; readonly sources: number }
  | { readonly type: 'done'; readonly inputs: number }
  | { readonly type: 'fault'; readonly message: string };
