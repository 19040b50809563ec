import type { Played } from '../harness/played.ts';

/** Waits for what is to be seen of pods that are being played, and fails if it is not. */
export type Seen = (played: Played) => Promise<void>;

export type Case = Fault | LookAlike;

/** A manifest that really fails as its problem says, and really works once a fix is applied. */
export interface Fault {
  readonly type: 'fault';
  /** The rule that tells of it: also the folder of the manifest. */
  readonly rule: string;
  /** `NAME` of test/pods/manifests/RULE/NAME.yaml, or a path from the project's folder. */
  readonly manifest: string;
  /** What goes wrong, in words. */
  readonly fails: string;
  readonly failing: Seen;
  /** How bad Podspace finds it. */
  readonly severity: 'error' | 'warning';
  /** Fixes that it offers; none where it offers none, or none that can be played. */
  readonly cures: readonly Cure[];
}

export interface Cure {
  /** The fix's title. */
  readonly fix: string;
  /** What is seen to work after it, in words. */
  readonly works: string;
  readonly working: Seen;
}

/** A manifest that looks like a fault and really works as it is: Podspace must say nothing. */
export interface LookAlike {
  readonly type: 'look-alike';
  /** The rule that must not be misled: also the folder of the manifest. */
  readonly rule: string;
  /** `silent-NAME` of test/pods/manifests/RULE/silent-NAME.yaml, or a path from the project's folder. */
  readonly manifest: string;
  readonly works: string;
  readonly working: Seen;
}
