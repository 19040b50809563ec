import { spawn } from 'node:child_process';
import { basename } from 'node:path';

/** Runs a program to its end and returns what it printed; rejects with that if it failed. */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: {
    readonly cwd?: string;
    readonly env?: NodeJS.ProcessEnv;
    readonly timeout?: number;
  } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) {
        resolve(output);
      } else {
        const end = signal ?? code ?? 'no exit code';
        reject(new Error(`${command} ${args.join(' ')} failed (${end}):\n${output}`));
      }
    });
  });
}

/** Runs npm in `folder`: the very npm that runs this script, if one does. */
export async function npm(folder: string, ...args: string[]): Promise<string> {
  const script = process.env['npm_execpath'];
  if (script !== undefined && basename(script) === 'npm-cli.js') {
    return runCommand(process.execPath, [script, ...args], { cwd: folder });
  }
  return process.platform === 'win32'
    ? runCommand('cmd.exe', ['/d', '/s', '/c', 'npm', ...args], { cwd: folder })
    : runCommand('npm', args, { cwd: folder });
}
