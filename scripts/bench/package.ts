import { spawnSync } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runScript } from './command.ts';
import { median } from './measure.ts';

/** What is installed, and what its parts take until they can do something, beside Node itself. */
export async function packageTable(project: string, scratch: string): Promise<string> {
  const file = join(scratch, 'podspace.vsix');
  const vsce = join(project, 'node_modules/@vscode/vsce/vsce');
  spawnSync(process.execPath, [vsce, 'package', '--no-dependencies', '--out', file], {
    cwd: project,
    stdio: 'ignore',
  });
  const nothing = join(scratch, 'nothing.cjs');
  writeFileSync(nothing, '');
  const load = (bundle: string): string => {
    const file = join(scratch, `load-${bundle}.cjs`);
    writeFileSync(file, loadBundle(join(project, `dist/${bundle}.js`)));
    return file;
  };
  const rows = [
    ['Node, doing nothing', [nothing]],
    ['the command line (`--version`)', [join(project, 'dist/cli.js'), '--version']],
    ["the extension's code loaded, in Node with an empty `vscode`", [load('client')]],
    ["its client's, which follows once the extension is active", [load('language-client')]],
  ] as const;
  const times = rows.map(() => [] as number[]);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, [, args]] of rows.entries()) {
      times[index]?.push((await runScript(args)).time);
    }
  }
  return [
    '',
    '| start to end of the process | ms |',
    '| --- | --: |',
    ...rows.map(([words], index) => `| ${words} | ${median(times[index] ?? []).toFixed(0)} |`),
    `| size of the \`.vsix\`, MB | ${(statSync(file).size / 1_000_000).toFixed(2)} |`,
  ].join('\n');
}

const ROUNDS = 15;

/** Everything of `vscode` is a class that can be extended and asked for anything. */
function loadBundle(path: string): string {
  return `
const Module = require('node:module');
const anything = () => new Proxy(class {}, {
  get: (target, name) => (name in target ? target[name] : anything()),
  apply: () => anything(),
});
const load = Module._load;
Module._load = (name, ...rest) => (name === 'vscode' ? anything() : load(name, ...rest));
require(${JSON.stringify(path)});
`;
}
