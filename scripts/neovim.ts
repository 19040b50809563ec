/**
 * `npm run test:neovim`: types in Neovim, with the recipe of docs/editors.md. Where no Neovim is to be had it says so and
 * passes, unless PODSPACE_NEOVIM=always. PODSPACE_NEOVIM can also be the path of one.
 */
import { spawn } from 'node:child_process';
import { installPackages } from './debian.ts';
import { findProgram } from './editor/find-program.ts';
import { skipped } from './skipped.ts';

const wanted = process.env['PODSPACE_NEOVIM'] ?? '';
const mustRun = wanted === 'always';
const given = process.argv.slice(2);

process.exitCode = await main();

async function main(): Promise<number> {
  const neovim = findNeovim() ?? (mustRun ? await installNeovim() : undefined);
  if (neovim !== undefined) return test(neovim);
  const why = 'there is no nvim on the PATH. PODSPACE_NEOVIM=always installs Debian’s.';
  if (!mustRun) return skipped('nothing typed in Neovim', why);
  console.error('There is no nvim, and no apt-get to install it with.');
  return 1;
}

function findNeovim(): string | undefined {
  return findProgram([wanted === '' || mustRun ? 'nvim' : wanted]);
}

async function installNeovim(): Promise<string | undefined> {
  if (process.getuid?.() !== 0 || findProgram(['apt-get']) === undefined) return undefined;
  console.error('Installing neovim with apt-get, once…');
  await installPackages(['neovim']);
  return findNeovim();
}

function test(neovim: string): Promise<number> {
  const mocha = [
    'node_modules/mocha/bin/mocha.js',
    '--forbid-only',
    '--forbid-pending',
    '--timeout',
    '60000',
    ...(given.includes('--reporter') ? [] : ['--reporter', 'spec']),
    ...given,
    'test/neovim/**/*.test.ts',
  ];
  return new Promise((resolve, reject) => {
    const env = { ...process.env, PODSPACE_NEOVIM: neovim };
    const child = spawn(process.execPath, mocha, { stdio: 'inherit', env });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}
