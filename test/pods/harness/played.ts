import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { playable, type PlayablePod } from './playable.ts';
import { podman, scratchFolder, startPodman, type Ended, type Started } from './podman.ts';
import { sockets } from './sockets.ts';

/** How a container ended. */
export interface ContainerEnd {
  readonly code: number;
  readonly log: string;
}

interface ContainerState {
  readonly Id: string;
  readonly Names: readonly string[];
  readonly Pid: number;
  readonly State: string;
  readonly ExitCode: number;
}

/** The manifest's pods, being played. A container is called by its name, or `pod/name`. */
export interface Played {
  /** Waits until the container has ended. */
  ends(container: string): Promise<ContainerEnd>;
  /** Waits until one of the containers has ended, and says which. */
  oneEnds(...containers: string[]): Promise<ContainerEnd & { readonly container: string }>;
  /** Waits until the container has said so, on either stream; fails if it ends without. */
  says(container: string, words: RegExp): Promise<void>;
  /** What the container has said by now. */
  log(container: string): Promise<string>;
  /** `created` (never started), `running`, `exited`, or undefined where it does not exist. */
  state(container: string): Promise<string | undefined>;
  /** Waits until somebody in the container's network listens there: `TCP 8080`, `UDP 53`. */
  listensOn(container: string, socket: string): Promise<void>;
  /** Waits until a wget in the container gets `url`, in which its variables count, and an answer like this. */
  answers(container: string, url: string, like?: RegExp): Promise<void>;
  /** Waits until a shell command in the container succeeds and prints something like this. */
  prints(container: string, script: string, like: RegExp): Promise<void>;
  /** Waits until podman has refused to play the manifest, and gives its words. */
  refused(): Promise<string>;
  /** Runs a program in the container. */
  exec(container: string, ...argv: string[]): Promise<Ended>;
}

/**
 * Plays a manifest, hands it to `see`, and removes it whatever happens. `see` waits for what is to be
 * seen; nothing here waits for a time to pass.
 */
export async function play(
  manifest: string,
  see: (played: Played) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(scratchFolder(), 'play-'));
  const ip = '10.89.0.200';
  const { text, pods } = playable(manifest, join(folder, 'volumes'), ip);
  if (pods.length === 0) {
    throw new Error('There is no pod in the manifest.');
  }
  // podman takes a folder beside the manifest that is named like an image for one to be built.
  mkdirSync(join(folder, 'manifest'));
  const path = join(folder, 'manifest/pods.json');
  writeFileSync(path, text);
  const address = pods.length === 1 && !text.includes('"hostNetwork": true') ? ['--ip', ip] : [];
  const playing = startPodman(['kube', 'play', ...address, path]);
  try {
    await see(new PlayedManifest(pods, playing));
  } finally {
    // An init container that never ends keeps podman, and podman keeps the pod's lock.
    playing.kill();
    await playing.ended;
    const names = pods.map((pod) => pod.name);
    // Removing by force what still runs races with podman's own cleaning up, and waits for it for seconds.
    await podman('pod', 'stop', '--ignore', '--time', '0', ...names);
    await podman('pod', 'rm', '--force', '--ignore', '--time', '0', ...names);
    if (text.includes('"ConfigMap"')) {
      // podman makes a volume of each, and keeps it.
      await podman('volume', 'rm', '--all', '--force');
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

const patience = 15_000;
const pause = 100;

class PlayedManifest implements Played {
  readonly #pods: readonly PlayablePod[];
  readonly #playing: Started;

  constructor(pods: readonly PlayablePod[], playing: Started) {
    this.#pods = pods;
    this.#playing = playing;
  }

  async ends(container: string): Promise<ContainerEnd> {
    const { code, log } = await this.oneEnds(container);
    return { code, log };
  }

  async oneEnds(...containers: string[]) {
    return this.#eventually(`${containers.join(' or ')} ends`, async () => {
      const states = await this.#states();
      for (const container of containers) {
        const state = states.get(this.#podmanName(container));
        if (state?.State === 'exited') {
          return { container, code: state.ExitCode, log: await this.log(container) };
        }
      }
      return undefined;
    });
  }

  async says(container: string, words: RegExp): Promise<void> {
    let hadEnded = false;
    await this.#eventually(`${container} says ${String(words)}`, async () => {
      if (words.test(await this.log(container))) {
        return true;
      }
      if (hadEnded) {
        throw new Error(`${container} ended and had not said ${String(words)}.`);
      }
      hadEnded = (await this.state(container)) === 'exited';
      return undefined;
    });
  }

  async log(container: string): Promise<string> {
    const { code, output } = await podman('logs', this.#podmanName(container));
    return code === 0 ? output : '';
  }

  async state(container: string): Promise<string | undefined> {
    return (await this.#states()).get(this.#podmanName(container))?.State;
  }

  async listensOn(container: string, socket: string): Promise<void> {
    await this.#eventually(`${container}'s network has ${socket}`, async () => {
      const pid = (await this.#states()).get(this.#podmanName(container))?.Pid ?? 0;
      return pid > 0 && sockets(pid).includes(socket) ? true : undefined;
    });
  }

  async answers(container: string, url: string, like = /(?:)/): Promise<void> {
    await this.prints(container, `wget -q -O - "${url}"`, like);
  }

  async prints(container: string, script: string, like: RegExp): Promise<void> {
    await this.#eventually(`"${script}" in ${container} prints ${String(like)}`, async () => {
      const { code, output } = await this.exec(container, 'sh', '-c', script);
      return code === 0 && like.test(output) ? true : undefined;
    });
  }

  async refused(): Promise<string> {
    return this.#eventually('podman refuses', async () => {
      const { code, output } = await this.#playing.ended;
      if (code === 0) {
        throw new Error('podman played it.');
      }
      return output;
    });
  }

  async exec(container: string, ...argv: string[]): Promise<Ended> {
    return podman('exec', this.#podmanName(container), ...argv);
  }

  /** podman puts the pod's name before the container's. */
  #podmanName(container: string): string {
    if (container.includes('/')) {
      return container.replace('/', '-');
    }
    const pod = this.#pods.find((one) => one.containers.includes(container));
    if (pod === undefined) {
      throw new Error(`No container of the manifest is called ${container}.`);
    }
    return `${pod.name}-${container}`;
  }

  async #states(): Promise<ReadonlyMap<string, ContainerState>> {
    const { output } = await podman('ps', '--all', '--format', 'json');
    const start = output.indexOf('[');
    const states = JSON.parse(output.slice(Math.max(start, 0))) as readonly ContainerState[];
    return new Map(states.flatMap((state) => state.Names.map((name) => [name, state] as const)));
  }

  /** Asks again and again until there is an answer; if there is none in time, tells all there is to see. */
  async #eventually<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
    const deadline = Date.now() + patience;
    // Asking meanwhile would only slow podman down; but where an init container waits, it never ends.
    await Promise.race([this.#playing.ended, delay(1000)]);
    try {
      while (true) {
        const answer = await ask();
        if (answer !== undefined) {
          return answer;
        }
        if (Date.now() > deadline) {
          throw new Error(`Waited ${patience / 1000} s in vain: ${what}.`);
        }
        await delay(pause);
      }
    } catch (error) {
      throw new Error(`${String(error)}\n${await this.#account()}`, { cause: error });
    }
  }

  async #account(): Promise<string> {
    const states = await this.#states();
    const lines = [`podman: ${this.#playing.output().trim()}`];
    for (const pod of this.#pods) {
      for (const container of pod.containers) {
        const state = states.get(`${pod.name}-${container}`);
        const how = state === undefined ? 'not there' : `${state.State} (${state.ExitCode})`;
        lines.push(`${pod.name}/${container}: ${how}`, await this.log(`${pod.name}/${container}`));
      }
    }
    return lines.join('\n');
  }
}
