/** Draws `images/icon.png`, which VS Code shows of the extension, from `images/icon.svg`: `npm run icon`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchChromium } from './editor/chromium.ts';
import { projectRoot } from './editor/paths.ts';

const images = join(projectRoot, 'images');
const browser = await launchChromium();
const page = await browser.newPage({ viewport: { width: 128, height: 128 } });
const svg = readFileSync(join(images, 'icon.svg'), 'utf8');
await page.setContent(`<body style="margin:0">${svg}`);
await page.screenshot({ path: join(images, 'icon.png'), omitBackground: true });
await browser.close();
