import type { TracedText } from '../yaml/traced-text.ts';
import { CONFIGURATION_FILES } from './configuration/files.ts';
import type { ConfigurationFile } from './configuration/files.ts';
import { joinListens, LISTENS_NOWHERE } from './configuration/fact.ts';
import type { ConfiguredListens } from './configuration/fact.ts';
import { haproxyListens } from './configuration/haproxy.ts';
import { lineListens } from './configuration/lines.ts';
import { nginxListens } from './configuration/nginx.ts';
import { yamlListens } from './configuration/yaml.ts';
import { baseName } from './words.ts';

export type { ConfigurationFile } from './configuration/files.ts';

/** The files and directories that a program reads its configuration from, unless it is told others. */
export function configurationFiles(program: string): readonly ConfigurationFile[] {
  return CONFIGURATION_FILES.get(familyOf(program)) ?? [];
}

/**
 * Where a program listens by the text of one of its configuration files. Empty for a program whose configuration is
 * not read here, and for a file that says nothing of it.
 */
export function configurationListens(
  program: string,
  path: string,
  text: TracedText,
): ConfiguredListens {
  const { listens, complete } = listensIn(familyOf(program), path, text);
  return {
    listens: listens.slice(0, MOST_LISTENS),
    complete: complete && listens.length <= MOST_LISTENS,
  };
}

/** Each is compared with those of the other containers. */
const MOST_LISTENS = 1_000;

function listensIn(family: string, path: string, text: TracedText): ConfiguredListens {
  switch (family) {
    case 'nginx':
      return isNginxFile(path) ? nginxListens(text) : LISTENS_NOWHERE;
    case 'haproxy':
      return haproxyListens(text);
    default:
      return joinListens([
        { listens: lineListens(family, text), complete: true },
        yamlListens(family, text),
      ]);
  }
}

/** Whether a file leaves nothing of the ports that the image's own configuration opens. */
export function replacesDefaults(program: string, path: string, text: string): boolean {
  const file = configurationFiles(program).find((candidate) => candidate.path === path);
  if (!file?.replacesDefaults) return false;
  // A main file that reads the directory of the default site keeps that site.
  return !/^[ \t]*include\s+(?:\/etc\/nginx\/)?conf\.d\//m.test(text);
}

/** Whether a directory mounted at `path` hides the files that open the image's default ports. */
export function hidesDefaults(program: string, path: string): boolean {
  return configurationFiles(program).some(
    (file) => file.replacesDefaults && (file.path === path || file.path.startsWith(`${path}/`)),
  );
}

/** Names under which one and the same configuration is read. */
function familyOf(program: string): string {
  const name = baseName(program);
  return FAMILIES.get(name) ?? name;
}

const FAMILIES: ReadonlyMap<string, string> = new Map([
  ['nginx-debug', 'nginx'],
  ['openresty', 'nginx'],
  ['valkey-server', 'redis-server'],
  ['redis-sentinel', 'redis-server'],
  ['httpd-foreground', 'httpd'],
  ['apache2', 'httpd'],
  ['apache2-foreground', 'httpd'],
  ['apachectl', 'httpd'],
  ['apache2ctl', 'httpd'],
  ['mariadbd', 'mysqld'],
  ['otelcol-contrib', 'otelcol'],
  ['mongos', 'mongod'],
  ['tempo', 'loki'],
  ['promtail', 'loki'],
  ['opensearch', 'elasticsearch'],
]);

/** Types and parameters beside the configuration hold no directives. */
function isNginxFile(path: string): boolean {
  return !/(?:mime\.types|_params|\.html?|\.js|\.css|\.pem|\.crt|\.key|\.lua|\.sh)$/.test(path);
}
