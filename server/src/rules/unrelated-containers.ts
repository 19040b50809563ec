import type { LinkedContainer, LinkedPod } from '../analysis/linked.ts';
import { imageOf } from '../kubernetes/images.ts';
import { defineRule } from './rule.ts';

/** Servers that keep data of their own, and that are scaled and placed apart from whom they serve. */
const DATABASES: ReadonlySet<string> = new Set([
  'postgres',
  'mysql',
  'mariadb',
  'percona',
  'mongo',
  'cassandra',
  'couchdb',
  'neo4j',
  'elasticsearch',
  'opensearch',
  'influxdb',
  'clickhouse',
]);

export const unrelatedContainers = defineRule({
  meta: {
    id: 'unrelated-containers',
    severity: 'hint',
    summary: 'A server and its database stand in one pod',
    why: 'The containers of a pod are placed, scaled and ended together: a second replica of the server would bring a second, empty database, and both have to fit on one node. Put together only a main process and what complements it.',
    source:
      'https://kubernetes.io/docs/concepts/workloads/pods/#how-pods-manage-multiple-containers',
    fix: 'none',
    messages: {
      together:
        '"{database}" is a database in one pod with "{server}": they are scaled and placed together only. In a pod of its own, behind a Service, it could outlive and outnumber it.',
    },
  },
  checkPod(pod, report) {
    const main = pod.containers.filter(({ container }) => container.role === 'main');
    const databases = main.filter(isDatabase);
    const [server] = main.filter((container) => !isDatabase(container) && serves(container, pod));
    if (!server) return;
    for (const database of databases) {
      const at = database.container.image;
      if (!at) continue;
      report({
        at: at.span,
        message: 'together',
        data: { database: database.label, server: server.label },
        certainty: 'likely',
        container: database.label,
      });
    }
  },
});

export function isDatabase({ container }: LinkedContainer): boolean {
  const known = container.image && imageOf(container.image.value);
  return known !== undefined && DATABASES.has(known.id);
}

/** It has a port that a Service or a probe sends to, and is no helper of the database by its name. */
function serves(container: LinkedContainer, pod: LinkedPod): boolean {
  const { ports, image, name } = container.container;
  const words = `${name?.value ?? ''} ${image?.value ?? ''}`;
  if (/export|proxy|backup|metric|agent|sidecar|init|admin|adminer|bouncer|monitor/i.test(words)) {
    return false;
  }
  return ports.length > 0 && pod.containers.length <= 4;
}
