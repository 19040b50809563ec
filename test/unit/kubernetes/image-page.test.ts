import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { imagePage } from '../../../server/src/kubernetes/image-page.ts';

describe('the page about an image', () => {
  const pages: readonly (readonly [string, string | undefined])[] = [
    ['nginx', 'https://hub.docker.com/_/nginx'],
    ['nginx:1.27-alpine', 'https://hub.docker.com/_/nginx'],
    ['nginx@sha256:0123abcd', 'https://hub.docker.com/_/nginx'],
    ['library/nginx', 'https://hub.docker.com/_/nginx'],
    ['docker.io/library/nginx:1', 'https://hub.docker.com/_/nginx'],
    ['bitnami/redis:7.2', 'https://hub.docker.com/r/bitnami/redis'],
    ['docker.io/grafana/loki', 'https://hub.docker.com/r/grafana/loki'],
    [
      'quay.io/prometheus/node-exporter:v1.8.0',
      'https://quay.io/repository/prometheus/node-exporter',
    ],
    ['ghcr.io/dexidp/dex:v2', 'https://ghcr.io/dexidp/dex'],
    ['quay.io/alone', undefined],
    ['a/b/c', undefined],
    ['registry.k8s.io/pause:3.9', undefined],
    ['localhost/web', undefined],
    ['localhost:5000/web', undefined],
    ['registry:5000/web', undefined],
    ['gcr.io/a/b', undefined],
    ['$(IMAGE)', undefined],
    ['Nginx', undefined],
    ['', undefined],
  ];
  for (const [reference, page] of pages) {
    it(`of ${reference === '' ? 'nothing' : reference} is ${page ?? 'not known'}`, () => {
      assert.equal(imagePage(reference), page);
    });
  }
});
