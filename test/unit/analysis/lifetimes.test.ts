import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { beginsBefore, endsBefore, overlaps } from '../../../server/src/analysis/lifetimes.ts';
import type { Container, ContainerRole } from '../../../server/src/kubernetes/model.ts';

function container(role: ContainerRole, index: number): Container {
  return {
    role,
    index,
    node: { kind: 'map', flow: false, pairs: [], span: { start: 0, end: 0 }, aliased: false },
    name: undefined,
    image: undefined,
    command: undefined,
    args: undefined,
    workingDir: undefined,
    env: [],
    envFrom: [],
    ports: [],
    portList: undefined,
    mounts: [],
    mountList: undefined,
    devices: [],
    handlers: [],
    restartPolicy: undefined,
    readOnlyRootFilesystem: undefined,
    privileged: undefined,
  };
}

// initContainers: prepare, proxy (restartPolicy: Always), migrate; containers: web, api; ephemeral: shell.
const prepare = container('init', 0);
const proxy = container('sidecar', 1);
const migrate = container('init', 2);
const web = container('main', 0);
const api = container('main', 1);
const shell = container('ephemeral', 0);

describe('lifetimes', () => {
  const together: readonly (readonly [string, Container, Container, boolean])[] = [
    ['two init containers never run at once', prepare, migrate, false],
    ['an init container has ended before a later sidecar begins', prepare, proxy, false],
    ['a sidecar runs beside the init containers after it', proxy, migrate, true],
    ['an init container has ended before the main containers begin', migrate, web, false],
    ['a sidecar runs beside the main containers', proxy, web, true],
    ['main containers run at once', web, api, true],
    ['an ephemeral container runs beside a main one', shell, web, true],
    ['an ephemeral container comes after all init containers', shell, prepare, false],
  ];
  for (const [name, a, b, expected] of together) {
    it(name, () => {
      assert.equal(overlaps(a, b), expected);
      assert.equal(overlaps(b, a), expected);
    });
  }

  it('knows the order of what stands in the row of init containers, and of nothing else', () => {
    assert.equal(beginsBefore(prepare, proxy), true);
    assert.equal(beginsBefore(proxy, web), true);
    assert.equal(beginsBefore(web, proxy), false);
    assert.equal(beginsBefore(web, api), false);
    assert.equal(beginsBefore(api, web), false);
  });

  it('lets only a plain init container end before others begin', () => {
    assert.equal(endsBefore(prepare, web), true);
    assert.equal(endsBefore(proxy, web), false);
    assert.equal(endsBefore(web, api), false);
  });
});
