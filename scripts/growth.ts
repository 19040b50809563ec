/**
 * `npm run growth -- [--only WORDS] [--after N] [--from MS] [--scale S]`: how the time that Podspace takes grows with its input. Each family of
 * `test/fuzz/families.ts` is made at a quarter, at half and at all of its size, checked and fixed on the command line,
 * opened, edited and asked about in an editor. Prints a line for each way that takes some time: milliseconds at each size
 * and how many times more the last is than the one before. Two is as it should be; nothing is judged here.
 */
import { fork } from 'node:child_process';
import { parseArgs } from 'node:util';
import { ALL_FAMILIES } from '../test/fuzz/families.ts';
import type { GrowthResult, GrowthTask } from './growth-worker.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    /** How many families of the list are passed over. */
    after: { type: 'string', default: '0' },
    /** What takes less at its full size is not printed. */
    from: { type: 'string', default: '200' },
    /** Of what sizes are tried. */
    scale: { type: 'string', default: '1' },
    /** Seconds after which a family is given up. */
    patience: { type: 'string', default: '120' },
  },
});
const from = Number(values.from);

console.log(['      N/4', 'N/2', 'N', 'ratio'].map((head) => head.padStart(9)).join(''));
let tried = 0;
for (const [family, { name, most }] of ALL_FAMILIES.entries()) {
  if (family < Number(values.after) || !name.includes(values.only)) continue;
  tried++;
  const sizes = [most / 4, most / 2, most].map((size) =>
    Math.max(1, Math.round(size * Number(values.scale))),
  );
  await measure({ family, sizes });
}
console.log(`${tried} families tried`);

async function measure(task: GrowthTask): Promise<void> {
  const { name } = ALL_FAMILIES[task.family] ?? { name: '' };
  const took = new Map<string, number[]>();
  let way = '';
  const end = await new Promise<string>((resolve) => {
    const child = fork(new URL('growth-worker.ts', import.meta.url), [], {
      execArgv: ['--max-old-space-size=2048'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const finish = (how: string): void => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      resolve(how);
    };
    const timer = setTimeout(() => finish(`not ended: ${way}`), Number(values.patience) * 1000);
    child.on('exit', () => finish(`died: ${way}`));
    child.on('message', (result: GrowthResult) => {
      if (result.type === 'ready') child.send(task);
      if (result.type === 'begun') ({ way } = result);
      if (result.type === 'took')
        took.set(result.way, [...(took.get(result.way) ?? []), result.took]);
      if (result.type === 'failed') finish(`failed: ${way}: ${result.message}`);
      if (result.type === 'done') finish('');
    });
  });
  for (const [one, times] of took) {
    const last = times.at(-1) ?? 0;
    if (last < from) continue;
    const ratio = last / (times.at(-2) ?? last);
    const figures = [...task.sizes.map((_, i) => times[i]?.toFixed(0) ?? '–'), ratio.toFixed(1)];
    console.log(`${figures.map((figure) => figure.padStart(9)).join('')}  ${name}: ${one}`);
  }
  if (end !== '') console.log(`${'–'.padStart(36)}  ${name}: ${end}`);
}
