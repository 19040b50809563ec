/** A file, or a directory of files, that a program reads. */
export interface ConfigurationFile {
  readonly path: string;
  /** It stands in the image and opens the default ports: what is mounted over it takes its place. */
  readonly replacesDefaults: boolean;
}

function main(path: string): ConfigurationFile {
  return { path, replacesDefaults: true };
}

function more(path: string): ConfigurationFile {
  return { path, replacesDefaults: false };
}

/**
 * By program. The paths are those of the images' rows (`kubernetes/images-*.ts`), of Debian's packages, and of each
 * program's manual.
 */
export const CONFIGURATION_FILES: ReadonlyMap<string, readonly ConfigurationFile[]> = new Map([
  [
    'nginx',
    [
      main('/etc/nginx/nginx.conf'),
      main('/etc/nginx/conf.d/default.conf'),
      more('/etc/nginx/conf.d'),
      more('/etc/nginx/http.d'),
      more('/etc/nginx/sites-enabled'),
      more('/etc/nginx/stream.d'),
      more('/etc/nginx/stream-conf.d'),
      main('/etc/nginx/templates/default.conf.template'),
      more('/etc/nginx/templates'),
      main('/usr/local/openresty/nginx/conf/nginx.conf'),
      main('/opt/bitnami/nginx/conf/nginx.conf'),
      more('/opt/bitnami/nginx/conf/server_blocks'),
      more('/etc/nginx'),
    ],
  ],
  ['haproxy', [main('/usr/local/etc/haproxy/haproxy.cfg'), main('/etc/haproxy/haproxy.cfg')]],
  ['envoy', [main('/etc/envoy/envoy.yaml'), main('/etc/envoy/envoy.json')]],
  ['redis-server', []],
  [
    'httpd',
    [
      main('/usr/local/apache2/conf/httpd.conf'),
      main('/etc/apache2/ports.conf'),
      more('/etc/apache2/sites-enabled'),
      more('/etc/apache2/conf-enabled'),
    ],
  ],
  ['mosquitto', [main('/mosquitto/config/mosquitto.conf')]],
  ['coredns', [main('/etc/coredns/Corefile')]],
  ['php-fpm', [main('/usr/local/etc/php-fpm.d/zz-docker.conf'), more('/usr/local/etc/php-fpm.d')]],
  ['mysqld', [more('/etc/my.cnf'), more('/etc/mysql/my.cnf'), more('/etc/mysql/conf.d')]],
  ['mongod', [more('/etc/mongod.conf')]],
  ['zkServer.sh', [main('/conf/zoo.cfg')]],
  ['rabbitmq-server', [more('/etc/rabbitmq/rabbitmq.conf'), more('/etc/rabbitmq/conf.d')]],
  ['pgbouncer', [main('/etc/pgbouncer/pgbouncer.ini')]],
  ['grafana', [more('/etc/grafana/grafana.ini')]],
  ['nats-server', [main('/etc/nats/nats-server.conf')]],
  ['otelcol', [main('/etc/otelcol/config.yaml'), main('/etc/otelcol-contrib/config.yaml')]],
  [
    'loki',
    [
      main('/etc/loki/local-config.yaml'),
      main('/etc/promtail/config.yml'),
      main('/etc/tempo.yaml'),
    ],
  ],
  ['registry', [main('/etc/docker/registry/config.yml'), main('/etc/distribution/config.yml')]],
  ['elasticsearch', [more('/usr/share/elasticsearch/config/elasticsearch.yml')]],
  ['kibana', [more('/usr/share/kibana/config/kibana.yml')]],
  ['traefik', [more('/etc/traefik/traefik.yml'), more('/etc/traefik/traefik.yaml')]],
  ['vector', [more('/etc/vector')]],
  ['fluent-bit', [more('/fluent-bit/etc')]],
  ['fluentd', [main('/fluentd/etc/fluent.conf'), more('/fluentd/etc')]],
  ['caddy', [main('/etc/caddy/Caddyfile')]],
  ['varnishd', [more('/etc/varnish')]],
  ['tomcat', [main('/usr/local/tomcat/conf/server.xml')]],
  ['catalina.sh', [main('/usr/local/tomcat/conf/server.xml')]],
  ['cassandra', [main('/etc/cassandra/cassandra.yaml')]],
]);
