import type { MapContainer, MapProblem, MapReach, PodMap } from '../features/pod-map-model.ts';
import {
  callWords,
  isBroken,
  listenerWords,
  podFacts,
  podTitle,
  portWords,
  reachLabel,
  roleWords,
  routeWords,
  SEVERITY_SIGNS,
} from './labels.ts';
import { worstOf } from './sheet.ts';

/**
 * The maps as a flowchart of Mermaid, which forges and documentation tools draw from text. Ids of its nodes are made
 * up; names from manifests stand in quotes only, with the characters that Mermaid reads written as entities.
 * https://mermaid.js.org/syntax/flowchart.html
 */
export function toMermaid(maps: readonly PodMap[]): string {
  const lines = ['flowchart LR', ...maps.flatMap(ofPod), ...CLASSES.map((line) => `  ${line}`)];
  return `${lines.join('\n')}\n`;
}

const CLASSES = [
  'classDef error stroke:#c4161c,stroke-width:2px',
  'classDef warning stroke:#8a5700,stroke-width:2px',
  'classDef information stroke:#1262b3,stroke-width:2px',
];

interface Chart {
  readonly map: PodMap;
  /** The name of a part's node. */
  readonly nodeOf: (part: string) => string;
}

function ofPod(map: PodMap, index: number): readonly string[] {
  const names = new Map<string, string>();
  const chart: Chart = {
    map,
    nodeOf: (part) => {
      const known = names.get(part) ?? `p${index}n${names.size}`;
      names.set(part, known);
      return known;
    },
  };
  const network = map.namespaces.find(({ kind }) => kind === 'network');
  const title = [podTitle(map), podFacts(map), `hostname: ${map.hostname}`].filter(
    (one) => one !== '',
  );
  const networkTitle = `${network?.of === 'node' ? "node's " : ''}network: ${network?.words ?? ''}`;
  const shared = map.namespaces
    .filter(({ of, kind }) => of !== 'container' && kind !== 'network')
    .map(({ name, of }) => (of === 'node' ? `node's ${name}` : name));
  return [
    `  subgraph p${index}[${text(title, chart, ['pod'])}]`,
    `    subgraph p${index}network[${text([networkTitle, `shared too: ${shared.join(', ')}`], chart)}]`,
    ...map.containers.flatMap((container) => nodesOf(container, chart)),
    '    end',
    ...map.volumes.map(
      ({ id, name, source }) =>
        `    ${chart.nodeOf(id)}[(${text([name, source], chart, [id])})]${classOf(chart, [id])}`,
    ),
    '  end',
    ...map.services.map(
      ({ id, name }) =>
        `  ${chart.nodeOf(id)}{{${text([`Service ${name}`], chart, [id])}}}${classOf(chart, [id])}`,
    ),
    ...map.ingresses.map(
      ({ id, name }) =>
        `  ${chart.nodeOf(id)}{{${text([`Ingress ${name}`], chart, [id])}}}${classOf(chart, [id])}`,
    ),
    ...order(chart),
    ...map.containers.flatMap((container) => linesOf(container, chart)),
    ...serviceLines(chart),
    ...ingressLines(chart),
  ];
}

function nodesOf(container: MapContainer, chart: Chart): readonly string[] {
  const { id, name, image, listeners, calls, mounts } = container;
  // Its calls and mounts are lines, which have no room for what is wrong with them.
  const parts = [id, ...calls.map((call) => call.id), ...mounts.map((mount) => mount.id)];
  const role = container.role === 'main' ? '' : roleWords(container);
  const said = [[role, image].filter(Boolean).join(' · ')].filter((one) => one !== '');
  return [
    `      ${chart.nodeOf(id)}[${text([name, ...said], chart, parts)}]${classOf(chart, parts)}`,
    ...listeners.map(
      (listener) =>
        `      ${chart.nodeOf(listener.id)}([${text([portWords(listener), listenerWords(listener)], chart, [listener.id])}])${classOf(chart, [listener.id])}`,
    ),
  ];
}

/** Init containers and sidecars, one after the other, then the main ones. */
function order({ map, nodeOf }: Chart): readonly string[] {
  const row = map.containers.filter(({ order: place }) => place !== undefined);
  const main = map.containers.filter(({ role }) => role === 'main');
  const last = row.at(-1);
  return [
    ...row
      .slice(1)
      .map(({ id }, index) => `  ${nodeOf(row[index]?.id ?? id)} ==>|then| ${nodeOf(id)}`),
    ...(last ? main.map(({ id }) => `  ${nodeOf(last.id)} ==>|then| ${nodeOf(id)}`) : []),
  ];
}

function linesOf(container: MapContainer, chart: Chart): readonly string[] {
  const own = chart.nodeOf(container.id);
  return [
    ...container.listeners.map(({ id }) => `  ${chart.nodeOf(id)} --> ${own}`),
    ...container.calls.flatMap((call) => edges(own, callWords(call), call, chart)),
    ...container.mounts.flatMap((mount) =>
      mount.volume === undefined
        ? []
        : [
            `  ${own} ---|${text([`${mount.path}${mount.readOnly ? ' (read-only)' : ''}`], chart)}| ${chart.nodeOf(mount.volume)}`,
          ],
    ),
  ];
}

function serviceLines(chart: Chart): readonly string[] {
  return chart.map.services.flatMap((service) => {
    const own = chart.nodeOf(service.id);
    return [
      ...service.ports.flatMap((port) => edges(own, `${port.port} → ${port.target}`, port, chart)),
      ...service.callers.map((caller) => {
        const node = chart.nodeOf(`${caller.pod}/${caller.container}`);
        return `  ${node}[${text([`${caller.container} in ${caller.pod}`], chart)}] -->|${text([caller.target], chart)}| ${own}`;
      }),
    ];
  });
}

function ingressLines(chart: Chart): readonly string[] {
  return chart.map.ingresses.flatMap(({ id, routes }) =>
    routes.map((route) => {
      const words = text([`${route.from} → ${routeWords(route)}`], chart);
      const target = chart.map.services.find(({ name }) => name === route.service);
      const arrow = route.to === undefined ? '-.-x' : '-->';
      return `  ${chart.nodeOf(id)} ${arrow}|${words}| ${chart.nodeOf(target?.id ?? route.service)}`;
    }),
  );
}

/** To whom a connection reaches, or, crossed out, to whom it does not. */
function edges(from: string, words: string, reach: MapReach, chart: Chart): readonly string[] {
  if (reach.to.length > 0)
    return reach.to.map((id) => `  ${from} -->|${text([words], chart)}| ${chart.nodeOf(id)}`);
  if (!isBroken(reach)) return [];
  const label = text([words, reachLabel(reach)], chart);
  if (reach.missed.length > 0)
    return reach.missed.map((id) => `  ${from} -.-x|${label}| ${chart.nodeOf(id)}`);
  const nobody = chart.nodeOf(`nobody ${from} ${words}`);
  return [`  ${from} -.-x|${label}| ${nobody}((✖))`];
}

function problemsOf({ map }: Chart, parts: readonly string[]): readonly MapProblem[] {
  return map.problems.filter(({ part }) => parts.includes(part));
}

function classOf(chart: Chart, parts: readonly string[]): string {
  const worst = worstOf(problemsOf(chart, parts));
  return worst ? `:::${worst}` : '';
}

/** A quoted text of several lines, and the problems of parts. */
function text(lines: readonly string[], chart: Chart, parts: readonly string[] = []): string {
  const problems = problemsOf(chart, parts);
  const all = [
    ...lines,
    ...problems.map(({ severity, message }) => `${SEVERITY_SIGNS[severity]} ${message}`),
  ];
  return `"${all
    .filter((line) => line !== '')
    .map(escaped)
    .join('<br/>')}"`;
}

function escaped(line: string): string {
  return line
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .replaceAll('#', '#35;')
    .replaceAll('&', '#amp;')
    .replaceAll('"', '#quot;')
    .replaceAll('<', '#lt;')
    .replaceAll('>', '#gt;')
    .replaceAll('`', '#96;');
}
