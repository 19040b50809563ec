import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { pictureFailures } from './failures.ts';
import { copyOfManifests, type Scratch } from './scratch.ts';
import { Workbench } from './workbench.ts';

describe('the workbench', () => {
  let scratch: Scratch;
  let workbench: Workbench;

  before(async () => {
    scratch = await copyOfManifests();
    workbench = await Workbench.open(scratch.folder);
  });

  pictureFailures(() => workbench);

  after(async () => {
    await workbench.close();
    await scratch.remove();
  });

  it('opens with the extension under development', async () => {
    await workbench.page.waitForFunction(
      'document.title.startsWith("[Extension Development Host]")',
    );
    await workbench.screenshot('workbench');
  });

  it('opens a manifest', async () => {
    await workbench.openFile('port-conflict.yaml');
    const text = await workbench.waitForText((shown) => shown.includes('kind: Pod'));
    assert.match(text, /containerPort: 8080/);
    await workbench.screenshot('manifest');
  });
});
