/**
 * Takes the README's pictures from the real workbench: `npm run screenshots`. They go to docs/images, for a person to
 * look at before they are committed.
 */
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Workbench } from '../test/workbench/workbench.ts';

const root = join(import.meta.dirname, '..');
const images = join(root, 'docs', 'images');
mkdirSync(images, { recursive: true });

const folder = mkdtempSync(join(tmpdir(), 'podspace-pictures-'));
cpSync(join(root, 'examples'), folder, { recursive: true });
const workbench = await Workbench.open(folder);
try {
  await workbench.openFile('port-in-many-places/shop.yaml');
  await workbench.waitForSquiggles('error', 2);
  await workbench.openViewContainer('Podspace');
  await workbench.treeRow('shop-front').waitFor();
  await workbench.treeRow('shop-front').click();
  await workbench.goToText('containerPort: 8080', 'containerPort: 80'.length);
  await workbench.openLightBulb();
  await keep('port-conflict');
  await workbench.page.keyboard.press('Escape');
  await workbench.openFile('node-ports/cluster.yaml');
  await workbench.treeRow('proxy-a').waitFor();
  await workbench.expand('Ports');
  await workbench.expand('8080/TCP');
  await workbench.treeRow(/^\s*proxy-b/).click();
  await workbench.page.mouse.move(900, 500);
  await keep('nodes-and-pods');
  await workbench.openFile('port-in-many-places/shop.yaml');
  // The map shows the pod at the cursor.
  await workbench.goTo(23, 30);
  await workbench.page.setViewportSize({ width: 1200, height: 690 });
  await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  await workbench.runCommand('Podspace: Show Pod Map');
  const map = workbench.page.frameLocator('iframe.webview').frameLocator('iframe#active-frame');
  await map
    .getByRole('button', { name: /^Error: Port 8080/ })
    .first()
    .waitFor();
  await keep('pod-map');
} finally {
  await workbench.close();
  rmSync(folder, { recursive: true, force: true });
}

async function keep(name: string): Promise<void> {
  await workbench.screenshot(name);
  copyFileSync(join(root, 'test-results', `${name}.png`), join(images, `${name}.png`));
}
