import type { Command } from 'commander';
import { Option } from 'commander';
import { podMap, podsIn } from '../features/pod-map.ts';
import type { MapSources } from '../features/pod-map.ts';
import type { PodMap } from '../features/pod-map-model.ts';
import { mapDocument } from '../picture/document.ts';
import { toMermaid } from '../picture/mermaid.ts';
import { estimate } from '../picture/metrics.ts';
import { DARK, LIGHT } from '../picture/style.ts';
import { toSvg } from '../picture/svg.ts';
import { NO_CONFIGURATION } from '../rules/configuration.ts';
import { checkManifests } from './check-manifests.ts';
import { configurationFinder } from './configuration-files.ts';
import { findManifests } from './find-manifests.ts';
import { readStandardInput } from './read-manifest.ts';
import { uriOf } from './places.ts';
import { UsageError } from './usage-error.ts';

/** Of an SVG picture, in pixels. */
const WIDTH = 1100;

interface MapOptions {
  readonly format: 'mermaid' | 'svg';
  /** The name of the resource that holds the pod; all of the file without one. */
  readonly pod?: string;
}

export function addMapCommand(program: Command): void {
  program
    .command('map')
    .description('draw the pods of a manifest, with what they share and who reaches them')
    .argument('<file>', 'the manifest, or - for standard input')
    .addOption(
      new Option('--format <format>', 'text that Mermaid draws, or a picture')
        .choices(['mermaid', 'svg'])
        .default('mermaid'),
    )
    .option('--pod <name>', 'only the pod of this name')
    .showHelpAfterError('(podspace map --help tells more)')
    .addHelpText('after', EXAMPLES)
    .exitOverride()
    .action(async (file: string, options: MapOptions) => {
      process.stdout.write(await drawMaps(file, options));
    });
}

const EXAMPLES = `
Examples:
  podspace map web.yaml                             to paste between \`\`\`mermaid and \`\`\`
  podspace map --format svg web.yaml > web.svg
  helm template shop | podspace map --pod shop -

Services of the manifest's folder are drawn with the pods that they select.`;

/** The pods of a file, drawn. Throws a UsageError where there is none. */
async function drawMaps(path: string, { format, pod }: MapOptions): Promise<string> {
  const maps = await mapsOf(path);
  const wanted = pod === undefined ? maps : maps.filter(({ name }) => name === pod);
  if (wanted.length === 0) throw new UsageError(nothingWords(path, maps, pod));
  if (format === 'mermaid') return toMermaid(wanted);
  const picture = { width: WIDTH, measure: estimate, palette: LIGHT, dark: DARK };
  return toSvg(mapDocument(wanted, picture));
}

async function mapsOf(path: string): Promise<readonly PodMap[]> {
  const found = await findManifests([path], readStandardInput);
  const find = configurationFinder(undefined);
  const { snapshot, problems } = checkManifests(found, (of) => {
    const file = find(of);
    return { file, configuration: file?.configuration ?? NO_CONFIGURATION };
  });
  const sources: MapSources = {
    snapshot,
    problemsIn: (document) =>
      problems.flatMap(({ problem }) => (problem.document === document ? [problem] : [])),
  };
  return found.flatMap(({ path: file, neighbour }) => {
    const source = neighbour ? undefined : snapshot.file(uriOf(file));
    return source ? podsIn(snapshot, source).map((pod) => podMap(sources, pod).map) : [];
  });
}

function nothingWords(path: string, maps: readonly PodMap[], pod: string | undefined): string {
  if (maps.length === 0 || pod === undefined) return `${path} holds no pod`;
  const names = maps.map(({ name }) => `"${name}"`).join(', ');
  return `${path} holds no pod "${pod}", only ${names}`;
}
