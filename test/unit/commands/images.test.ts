import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  hiddenByMount,
  imageOf,
  KNOWN_IMAGES,
  userOfImage,
} from '../../../server/src/kubernetes/images.ts';

const references: readonly (readonly [string, string | undefined])[] = [
  ['nginx', 'nginx'],
  ['nginx:1.27-alpine', 'nginx'],
  ['nginx@sha256:0123', 'nginx'],
  ['library/nginx', 'nginx'],
  ['docker.io/library/nginx:1', 'nginx'],
  ['docker.io/nginx', 'nginx'],
  ['public.ecr.aws/docker/library/nginx', 'nginx'],
  ['mirror.example.com:5000/hub/library/nginx:1', 'nginx'],
  ['bitnami/nginx', 'bitnami-nginx'],
  ['docker.io/bitnami/nginx:1.25', 'bitnami-nginx'],
  ['public.ecr.aws/bitnami/nginx', 'bitnami-nginx'],
  ['nginxinc/nginx-unprivileged', 'nginx-unprivileged'],
  ['example.com/nginx', undefined],
  ['example.com/team/nginx', undefined],
  ['team/nginx', undefined],
  ['nginx-slim', undefined],
  ['localhost:5000/nginx', undefined],
  ['k8s.gcr.io/pause:3.2', 'pause'],
  ['gcr.io/google_containers/pause', 'pause'],
  ['quay.io/prometheus/prometheus:v3', 'prometheus'],
  ['mirror.example.com/prom/prometheus', 'prometheus'],
  ['php:8.3-fpm-alpine', 'php-fpm'],
  ['php:8.3-apache', 'php-apache'],
  ['php', 'php-cli'],
  ['wordpress:6-fpm', 'php-fpm-application'],
  ['quay.io/kiwigrid/k8s-sidecar:1.30.3', 'k8s-sidecar-without-health'],
  ['quay.io/kiwigrid/k8s-sidecar:1.31.0', 'k8s-sidecar'],
  ['kiwigrid/k8s-sidecar:2.1.0', 'k8s-sidecar'],
  ['kiwigrid/k8s-sidecar', 'k8s-sidecar'],
  ['jaegertracing/all-in-one', 'jaeger-v1'],
  ['jaegertracing/all-in-one:1.57', 'jaeger-v1'],
  ['jaegertracing/all-in-one:2.1.0', 'jaeger'],
  ['jaegertracing/jaeger', 'jaeger'],
  ['wordpress:6', 'wordpress'],
  ['docker:27-dind', 'docker-dind'],
  ['docker:27', undefined],
  ['', undefined],
  ['/', undefined],
  ['$(IMAGE):1', undefined],
];

describe('imageOf', () => {
  for (const [reference, id] of references)
    it(`takes ${reference || 'nothing'} for ${id ?? 'no known image'}`, () => {
      assert.equal(imageOf(reference)?.id, id);
    });

  it('finds every row by its names', () => {
    for (const known of KNOWN_IMAGES.filter((row) => row.tags === undefined))
      for (const name of known.names) {
        const found = imageOf(name);
        assert.ok(found?.names.includes(name), `${known.id}: ${name}`);
      }
  });

  it('names the program that takes the options of a row', () => {
    const nameless = KNOWN_IMAGES.filter(({ programs }) => programs.length === 0);
    const options = nameless.flatMap(({ ports }) =>
      ports.flatMap((port) => [...port.portFlags, ...port.addressFlags, ...port.hostFlags]),
    );
    assert.deepEqual(options, []);
  });

  it('has one row an id', () => {
    const ids = KNOWN_IMAGES.map((row) => row.id);
    assert.deepEqual([...new Set(ids)], ids);
  });
});

describe('userOfImage', () => {
  const users: readonly (readonly [string, string | undefined])[] = [
    ['nginx', 'root'],
    ['docker.io/library/nginx:1.27', 'root'],
    ['mirror.example.com/library/nginx', 'root'],
    ['example.com/nginx', undefined],
    ['nginxinc/nginx-unprivileged', undefined],
    ['haproxy:3.0', 'haproxy'],
    ['haproxy:2.2-alpine', 'root'],
    ['haproxy:2.20', 'haproxy'],
    ['memcached', 'memcache'],
    ['mariadb:11.4', 'root'],
    ['mariadb:11.4-ubi', 'mysql'],
    ['wordpress:cli', 'www-data'],
    ['golang:1.26-nanoserver', undefined],
  ];
  for (const [reference, user] of users) {
    it(`says that ${reference} runs as ${user ?? 'nobody known'}`, () => {
      assert.equal(userOfImage(reference), user);
    });
  }
});

describe('hiddenByMount', () => {
  const nginx = imageOf('nginx');

  it('knows directories that must not be covered', () => {
    assert.equal(hiddenByMount(nginx, '/etc/nginx')?.needed, true);
    assert.equal(hiddenByMount(nginx, '/etc')?.needed, true);
    assert.equal(hiddenByMount(nginx, '/usr')?.needed, true);
    assert.equal(hiddenByMount(undefined, '/usr/bin')?.needed, true);
  });

  it('knows what may be replaced', () => {
    assert.deepEqual(hiddenByMount(nginx, '/usr/share/nginx/html'), {
      path: '/usr/share/nginx/html',
      what: "the image's welcome page",
      needed: false,
    });
    assert.equal(hiddenByMount(nginx, '/var/log')?.path, '/var/log/nginx');
    assert.equal(hiddenByMount(undefined, '/var/log'), undefined);
    assert.equal(hiddenByMount(nginx, '/data'), undefined);
  });
});
