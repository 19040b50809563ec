import { join } from 'node:path';
import { runScript } from './command.ts';
import type { Usage } from './command.ts';
import { median } from './measure.ts';

/** Measures `podspace check` over a folder beside a program that only parses its files, as a table. */
export async function checkTable(
  project: string,
  folder: string,
  name: string,
  rounds: number,
): Promise<string> {
  const cli = join(project, 'dist/cli.js');
  const check = ['check', folder];
  const starts: Usage[] = [];
  const ours: Usage[] = [];
  const parsing: Usage[] = [];
  for (let round = 0; round < rounds; round++) {
    starts.push(await runScript([cli, '--version']));
    ours.push(await runScript([cli, ...check]));
    parsing.push(await runScript([join(import.meta.dirname, 'parse-with-yaml.ts'), folder]));
  }
  const row = (words: string, key: keyof Usage): string => {
    const [mine, theirs] = [over(ours, key), over(parsing, key)];
    return `| ${words} | ${mine.toFixed(0)} | ${theirs.toFixed(0)} | ${(mine / theirs).toFixed(2)} |`;
  };
  return [
    '',
    `| ${name} | \`podspace check\` | parsing with \`yaml\` alone | share |`,
    '| --- | --: | --: | --: |',
    row('time, ms', 'time'),
    row('processor time, ms', 'cpu'),
    row('memory at the most, MB', 'memory'),
    `| start of the command line (\`--version\`), ms | ${over(starts, 'time').toFixed(0)} | | |`,
  ].join('\n');
}

function over(usages: readonly Usage[], key: keyof Usage): number {
  return median(usages.map((usage) => usage[key]));
}
