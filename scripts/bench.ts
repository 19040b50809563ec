/**
 * Measures the language server beside yaml-language-server, which checks the same files against the same Kubernetes
 * schema: `npm run bench -- [FOLDER] [options]`. It checks nothing and changes nothing.
 *
 * FOLDER        measures its smallest, middle and largest manifest of a pod in place of the generated ones, and
 *               `podspace check` over the whole of it beside a program that only parses it
 * --edits N     keys typed into each file (20)
 * --rounds N    how often each server is started for each file (3)
 * --only NAME   one of: small, large, edits, workspace, check, package (of the generated files); and session, six minutes
 *               of work with 10,000 edits that show what grows, which is not done unless it is asked for
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { findManifests } from '../server/src/cli/find-manifests.ts';
import { indexLines, positionAt } from '../server/src/text/line-index.ts';
import rival from 'yaml-language-server/package.json' with { type: 'json' };
import { kubernetesSchema } from './bench/kubernetes-schema.ts';
import { checkTable } from './bench/check.ts';
import { manyEditsTable } from './bench/many-edits.ts';
import { longSessionTable } from './bench/long-session.ts';
import { packageTable } from './bench/package.ts';
import { workspaceTable } from './bench/workspace.ts';
import { installManifest, SMALL, workloadAndService } from './bench/manifests.ts';
import { measure, MEASURES, median } from './bench/measure.ts';
import type { Case, Figures, Measure } from './bench/measure.ts';
import type { ServerUnderTest } from './bench/server.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    edits: { type: 'string', default: '20' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string' },
  },
});
const IMAGE = /^\s+(?:- )?image: *[^\s{]+$/m;

const WORDS: Readonly<Record<Measure, string>> = {
  start: 'start to ready, ms',
  open: 'open to problems, ms',
  edit: 'key after a pause to problems, ms',
  cpu: 'processor time for a key, ms',
  hover: 'hover, ms',
  completion: 'completion, ms',
  definition: 'definition, ms',
  codeAction: 'quick fixes, ms',
  busyHover: 'hover just after a key, ms',
  busyCompletion: 'completion just after a key, ms',
  busyDefinition: 'definition just after a key, ms',
  busyCodeAction: 'quick fixes just after a key, ms',
  memory: 'memory at the end, MB',
  aboveNode: 'the same above bare Node, MB',
};

const [folder] = positionals;
const scratch = mkdtempSync(join(tmpdir(), 'podspace-bench-'));
const project = resolve(import.meta.dirname, '..');

try {
  await run();
} finally {
  rmSync(scratch, { recursive: true });
}

async function run(): Promise<void> {
  const schema = join(scratch, 'kubernetes.json');
  writeFileSync(schema, kubernetesSchema(join(project, 'node_modules')));
  const ours: ServerUnderTest = {
    name: 'Podspace',
    // As the extension starts it.
    args: ['--expose-gc', join(project, 'dist/server.js'), '--stdio'],
    settings: {},
  };
  const theirs: ServerUnderTest = {
    name: 'yaml-language-server',
    args: [join(project, 'node_modules/yaml-language-server/bin/yaml-language-server'), '--stdio'],
    settings: {
      yaml: {
        validate: true,
        hover: true,
        completion: true,
        schemaStore: { enable: false },
        schemas: { [pathToFileURL(schema).href]: ['*.yaml', '*.yml'] },
      },
    },
  };
  const cases = folder === undefined ? generated() : await casesOf(resolve(folder));
  console.log(
    `Node ${process.versions.node}, ${process.platform}, ${cpus().length} processors; ${values.rounds} rounds of ${values.edits} edits; yaml-language-server ${rival.version}. Medians.`,
  );
  for (const each of cases) {
    const mine: Figures[] = [];
    const other: Figures[] = [];
    // In turn, so that what else the machine does is felt by both.
    for (let round = 0; round < Number(values.rounds); round++) {
      mine.push(await measure(ours, each, Number(values.edits)));
      other.push(await measure(theirs, each, Number(values.edits)));
    }
    console.log(table(each, mine, other));
  }
  const asked = (name: string): boolean => values.only === undefined || values.only === name;
  if (folder === undefined) {
    if (asked('edits')) console.log(await manyEditsTable(ours, join(scratch, 'edits')));
    if (values.only === 'session')
      console.log(await longSessionTable(ours, join(scratch, 'session')));
    if (asked('workspace')) console.log(await workspaceTable(ours, scratch));
    if (asked('package')) console.log(await packageTable(project, scratch));
  }
  if (!asked('check')) return;
  const checked = folder === undefined ? manyManifests() : resolve(folder);
  const name = folder === undefined ? '1,000 manifests' : basename(checked);
  console.log(await checkTable(project, checked, name, Number(values.rounds)));
}

/** Manifests of the size that most have, in folders of ten. */
function manyManifests(): string {
  const root = join(scratch, 'many');
  for (let number = 0; number < 1000; number++) {
    const inner = join(root, String(Math.floor(number / 10)));
    mkdirSync(inner, { recursive: true });
    writeFileSync(join(inner, `${number}.yaml`), workloadAndService(number));
  }
  return root;
}

function generated(): readonly Case[] {
  const texts = { small: SMALL, large: installManifest() };
  return Object.entries(texts)
    .filter(([name]) => values.only === undefined || values.only === name)
    .map(([name, text]) => {
      const root = join(scratch, name);
      mkdirSync(root);
      const path = join(root, `${name}.yaml`);
      writeFileSync(path, text);
      return caseOf(root, path, text);
    });
}

async function casesOf(root: string): Promise<readonly Case[]> {
  const found = await findManifests([root], () => {
    throw new Error('standard input is not measured');
  });
  const pods = found
    .flatMap(({ path, content }) => (content.type === 'text' ? [{ path, text: content.text }] : []))
    .filter(({ path, text }) => /\.ya?ml$/.test(path) && IMAGE.test(text) && !text.includes('{{'))
    .sort((a, b) => a.text.length - b.text.length);
  const picked = new Set([pods[0], pods[pods.length >> 1], pods.at(-1)]);
  return [...picked].flatMap((pod) => (pod ? [caseOf(root, pod.path, pod.text)] : []));
}

/** Somebody types at the end of an image's name, in the middle of the file. */
function caseOf(root: string, path: string, text: string): Case {
  const lines = indexLines(text);
  const images = [...text.matchAll(new RegExp(IMAGE, 'gm'))];
  const image = images.find(({ index }) => index > text.length / 2) ?? images.at(-1);
  const at = positionAt(lines, image ? image.index + image[0].length : text.length);
  const size = text.length < 10_000 ? `${lines.starts.length - 1} lines` : megabytes(text.length);
  const name = `${relative(root, path) || basename(path)} (${size})`;
  return { name, root, path, text: readFileSync(path, 'utf8'), at };
}

function megabytes(size: number): string {
  return `${(size / 1_000_000).toFixed(2)} MB`;
}

function table({ name }: Case, mine: readonly Figures[], other: readonly Figures[]): string {
  const rows = MEASURES.map((key) => {
    const [ours, theirs] = [over(mine, key), over(other, key)];
    const ratio = ours > 0 && theirs > 0 ? `${(theirs / ours).toFixed(1)} ×` : '–';
    return `| ${WORDS[key]} | ${shown(ours)} | ${shown(theirs)} | ${ratio} |`;
  });
  return [
    '',
    `| ${name} | Podspace | yaml-language-server | ratio |`,
    '| --- | --: | --: | --: |',
    ...rows,
  ].join('\n');
}

function over(figures: readonly Figures[], key: Measure): number {
  return median(figures.flatMap((each) => each[key] ?? []));
}

function shown(value: number): string {
  return Number.isNaN(value) ? '–' : value.toFixed(value < 10 ? 1 : 0);
}
