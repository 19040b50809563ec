import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { cached } from '../../../scripts/editor/cache.ts';

describe('the cache of editors', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'podspace-cache-'));
  });

  afterEach(() => rmSync(root, { recursive: true }));

  const fill = (folder: string): Promise<void> => {
    writeFileSync(join(folder, 'whole'), '');
    return Promise.resolve();
  };

  it('is filled once', async () => {
    const folder = await cached('editor-1', fill, root);
    assert.deepEqual(readdirSync(folder), ['whole']);
    const again = await cached('editor-1', () => Promise.reject(new Error('filled twice')), root);
    assert.equal(again, folder);
  });

  it('holds nothing half', async () => {
    const broken = (folder: string): Promise<void> => {
      writeFileSync(join(folder, 'half'), '');
      return Promise.reject(new Error('the network went away'));
    };
    await assert.rejects(cached('editor-1', broken, root), /the network went away/);
    assert.deepEqual(readdirSync(root), []);
  });

  it('clears away what a run that was killed left', async () => {
    mkdirSync(join(root, 'editor-1.partial-999999999'));
    await cached('editor-1', fill, root);
    assert.deepEqual(readdirSync(root), ['editor-1']);
  });

  it('leaves alone what another run is at', async () => {
    mkdirSync(join(root, `editor-1.partial-${process.ppid}`));
    await cached('editor-1', fill, root);
    assert.deepEqual(readdirSync(root), ['editor-1', `editor-1.partial-${process.ppid}`]);
  });

  it('takes what another run finished first', async () => {
    const overtaken = async (folder: string): Promise<void> => {
      await fill(folder);
      mkdirSync(join(root, 'editor-1'));
      writeFileSync(join(root, 'editor-1', 'theirs'), '');
    };
    const folder = await cached('editor-1', overtaken, root);
    assert.deepEqual(readdirSync(folder), ['theirs']);
    assert.deepEqual(readdirSync(root), ['editor-1']);
  });
});
