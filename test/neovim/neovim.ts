import { execFileSync, spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const program = process.env['PODSPACE_NEOVIM'] ?? 'nvim';

/** A Neovim without a screen, with the recipe of docs/editors.md and nothing else, typed into from outside. */
export class Neovim {
  readonly #socket: string;
  readonly #process: ChildProcess;
  #log = '';

  private constructor(socket: string, process: ChildProcess) {
    this.#socket = socket;
    this.#process = process;
    const collect = (chunk: Buffer): void => {
      this.#log += chunk.toString();
    };
    process.stdout?.on('data', collect);
    process.stderr?.on('data', collect);
  }

  /** Opens a file; `folder` is for what the editor itself needs. */
  static async open(folder: string, file: string): Promise<Neovim> {
    const programs = join(folder, 'bin');
    mkdirSync(programs, { recursive: true });
    const server = join(programs, 'podspace-language-server');
    const words = [process.execPath, resolve('dist/server.js')].map((word) => `'${word}'`);
    writeFileSync(server, `#!/bin/sh\nexec ${words.join(' ')} "$@"\n`);
    chmodSync(server, 0o755);
    const init = join(folder, 'init.lua');
    writeFileSync(init, `${recipe()}\n${PERSON}`);
    const socket = join(folder, 'socket');
    const env = {
      ...process.env,
      PATH: `${programs}${delimiter}${process.env['PATH'] ?? ''}`,
      XDG_STATE_HOME: folder,
      XDG_CACHE_HOME: folder,
    };
    const args = ['--headless', '--clean', '--listen', socket, '-u', init, file];
    const neovim = new Neovim(
      socket,
      spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] }),
    );
    try {
      await neovim.until('1', (answer) => answer === 1);
      return neovim;
    } catch (error) {
      await neovim.quit();
      throw error;
    }
  }

  /** Types, with keys as in `<C-x>`. */
  type(keys: string): void {
    this.#remote('--remote-send', keys);
  }

  /** The value of a Vim expression. */
  ask(expression: string): unknown {
    return JSON.parse(this.#remote('--remote-expr', `json_encode(${expression})`)) as unknown;
  }

  lines(): unknown {
    return this.ask('getline(1, "$")');
  }

  /** Looks again and again until the value is wanted. */
  async until<T>(
    expression: string,
    wanted: (value: unknown) => T | false | undefined,
  ): Promise<T> {
    let last: unknown;
    for (let tries = 0; tries < 100; tries++) {
      try {
        last = this.ask(expression);
        const found = wanted(last);
        if (found !== false && found !== undefined) return found;
      } catch (error) {
        // It does not listen yet.
        last = String(error);
      }
      await setTimeout(50);
    }
    throw new Error(`${expression} stayed ${JSON.stringify(last)}\n${this.#log}`);
  }

  async quit(): Promise<void> {
    const ended = new Promise((done) => this.#process.once('close', done));
    this.#process.kill('SIGKILL');
    await ended;
  }

  #remote(what: string, argument: string): string {
    const args = ['--server', this.#socket, what, argument];
    const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', timeout: 2000 });
    // Neovim can fail to hear a question while it completes. Older versions answer on standard error.
    return stdout === '' ? stderr : stdout;
  }
}

/** A list of choices would wait for a person: it is kept, and the one with the wanted words is chosen. */
const PERSON = `
vim.ui.select = function(items, options, choose)
  local titles = vim.tbl_map(options.format_item, items)
  vim.g.offered = titles
  for index, title in ipairs(titles) do
    if title:find(vim.g.wanted, 1, true) then return choose(items[index], index) end
  end
end`;

/** What docs/editors.md says for this version. */
function recipe(): string {
  const page = readFileSync('docs/editors.md', 'utf8');
  const recipes = [...page.matchAll(/^```lua\n(.*?)^```$/gms)].map(([, code]) => code ?? '');
  const version = /^NVIM v0\.(\d+)/.exec(
    execFileSync(program, ['--version'], { encoding: 'utf8' }),
  );
  const found = Number(version?.[1] ?? 99) < 11 ? recipes[1] : recipes[0];
  if (found === undefined) throw new Error('docs/editors.md has two recipes for Neovim');
  return found;
}
