import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import type { FrameLocator, Locator } from 'playwright-core';
import { pictureFailures } from './failures.ts';
import { copyOfManifests, type Scratch } from './scratch.ts';
import { waitFor } from './waiting.ts';
import { Workbench } from './workbench.ts';

const POD = `apiVersion: v1
kind: Pod
metadata: { name: shop, labels: { app: shop } }
spec:
  initContainers:
    - name: fetch
      image: busybox
      command: [wget, "http://example.com/", -O, /data/index.html]
      volumeMounts: [{ name: data, mountPath: /data }]
  containers:
    - name: web
      image: busybox
      command: [httpd, -f, -p, "8080"]
      ports: [{ containerPort: 8080 }]
      volumeMounts: [{ name: data, mountPath: /www, readOnly: true }]
    - name: admin
      image: busybox
      command: [httpd, -f, -p, "9090"]
      ports: [{ containerPort: 9090 }]
  volumes:
    - { name: data, emptyDir: {} }
---
apiVersion: v1
kind: Service
metadata: { name: shop }
spec:
  selector: { app: shop }
  ports: [{ port: 80, targetPort: 8080 }]
---
apiVersion: v1
kind: Pod
metadata: { name: '<img src=x onerror=alert(1)>' }
spec:
  hostNetwork: true
  containers:
    - { name: '<b>bold</b>', image: busybox, command: [httpd, -f, -p, "7000"] }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: front }
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend: { service: { name: shop, port: { number: 80 } } }
---
apiVersion: v1
kind: Pod
metadata: { name: rivals }
spec:
  containers:
    - { name: one, image: nginx }
    - { name: other, image: nginx }
`;

/** The tests follow one another as a person's actions do; each begins where the one before ended. */
describe('the Pod Map', () => {
  let scratch: Scratch;
  let workbench: Workbench;
  let map: FrameLocator;
  const part = (name: RegExp): Locator => map.getByRole('button', { name }).first();

  before(async () => {
    scratch = await copyOfManifests();
    writeFileSync(join(scratch.folder, 'map.yaml'), POD);
    workbench = await Workbench.open(scratch.folder);
    map = workbench.page.frameLocator('iframe.webview').frameLocator('iframe#active-frame');
  });

  pictureFailures(() => workbench);

  after(async () => {
    await workbench.close();
    await scratch.remove();
  });

  it('opens beside the manifest and shows the pod with its parts', async () => {
    await workbench.openFile('map.yaml');
    await workbench.goTo(11, 13);
    await workbench.runCommand('Podspace: Show Pod Map');
    for (const name of [
      /^Pod shop, IP address: one of its own, hostname: shop, 3 containers$/,
      /^network namespace, shared/,
      /^PID namespace, not shared/,
      /^Container fetch, init 1/,
      /^Container web, main/,
      /^web listens on port 8080\/TCP/,
      /^web has volume data at \/www, read-only/,
      /^Volume data, emptyDir/,
      /^Service shop passes port 80 on to 8080, reaches web/,
      /^Ingress front passes shop\.example\.com\/ on to shop:80/,
    ])
      await part(name).waitFor();
    await workbench.screenshot('pod-map');
  });

  it('goes to the line of a part that is clicked', async () => {
    await workbench.comesTo(19, () => part(/^admin listens on port 9090/).click());
    await workbench.comesTo(46, () => part(/^Ingress front passes/).click());
  });

  it('follows what is typed, and says what is wrong with a sign and words', async () => {
    await workbench.goTo(18, 37);
    for (let count = 0; count < 4; count++) await workbench.page.keyboard.press('Backspace');
    await workbench.page.keyboard.type('8080');
    await part(/^Error: Port 8080\/TCP is already taken in this pod/).waitFor();
    assert.ok((await map.locator('.sign.error').allTextContents()).includes('✖'));
    await workbench.screenshot('pod-map-conflict');
  });

  it('is walked through with the keys alone, and leads to a line with Enter', async () => {
    await map.locator('.part[tabindex="0"]').focus();
    await workbench.page.keyboard.press('Home');
    await workbench.page.keyboard.press('ArrowDown');
    const named = (): Promise<string | null> => map.locator(':focus').getAttribute('aria-label');
    assert.match((await named()) ?? '', /^PID namespace/);
    await workbench.page.keyboard.press('End');
    assert.match((await named()) ?? '', /^Volume data/);
    await workbench.screenshot('pod-map-keyboard');
    await workbench.comesTo(21, () => map.locator('.part[tabindex="0"]').press('Enter'));
  });

  it('follows the cursor to another pod, and takes its name for nothing but text', async () => {
    await workbench.goTo(36, 10);
    await part(/^Pod <img src=x onerror=alert\(1\)>/).waitFor();
    await part(/^Container <b>bold<\/b>/).waitFor();
    assert.equal(await map.locator('img, b').count(), 0);
    await workbench.screenshot('pod-map-hostile');
  });

  it('runs no script but its own', async () => {
    const policy = await map
      .locator('meta[http-equiv="Content-Security-Policy"]')
      .getAttribute('content');
    assert.match(policy ?? '', /^default-src 'none'; script-src 'nonce-[0-9a-f]{32}'$/);
    const ran: unknown = await map.locator('body').evaluate(addScript);
    assert.equal(ran, 'Pod Map');
  });

  it('is there as text too', async () => {
    await workbench.goTo(11, 13);
    await part(/^Pod shop/).waitFor();
    await map.getByRole('button', { name: 'As Text' }).click();
    const item = map.locator('#text li button', { hasText: 'web listens on port 8080/TCP' });
    await workbench.comesTo(14, () => item.click());
    await workbench.screenshot('pod-map-text');
    await map.getByRole('button', { name: 'As Text' }).click();
  });

  it('is saved as a picture that needs nothing else', async () => {
    await map.getByRole('button', { name: 'Save as SVG…' }).click();
    const box = workbench.page.locator('.quick-input-widget input[type=text]');
    // The editor's dialog fills in its own proposal, late, and goes on with what stands there then.
    await waitFor(
      async () => (await box.inputValue()).endsWith('.svg'),
      async () => `${await box.inputValue()} is proposed`,
    );
    const saved = join(scratch.folder, 'saved.svg');
    await waitFor(
      async () => {
        if ((await box.inputValue()) === saved) return true;
        await box.fill(saved);
        return false;
      },
      async () => `${await box.inputValue()} is to be saved`,
    );
    await workbench.page.keyboard.press('Enter');
    await waitFor(
      () => Promise.resolve(existsSync(saved) && readFileSync(saved, 'utf8').endsWith('</svg>\n')),
      () => Promise.resolve('nothing is saved'),
    );
    const svg = readFileSync(saved, 'utf8');
    assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    assert.doesNotMatch(svg, /var\(|<script|href/);
  });

  it('can be read in every theme, what is wrong too', async () => {
    await workbench.goTo(56, 20);
    for (const [theme, body] of THEMES) {
      await workbench.useTheme(theme);
      await map.locator(body).waitFor();
      await part(/^Warning: Port 80/).waitFor();
      await workbench.screenshot(`pod-map-${theme.toLowerCase().replaceAll(' ', '-')}`);
      assert.deepEqual(await map.locator('body').evaluate(findFaint), [], theme);
    }
  });

  it('is there again when the window is loaded anew', async () => {
    await workbench.runCommand('View: Focus First Editor Group');
    await workbench.goTo(11, 13);
    await part(/^Pod shop/).waitFor();
    await workbench.page.reload();
    // In a browser, the editor writes down every five seconds what it shows: it may be the pod of before.
    await part(/^Pod (?:shop|rivals)/).waitFor();
  });
});

/** The editor's themes, and the page's body in each. */
const THEMES = [
  ['Light Modern', 'body.vscode-light'],
  ['Dark Modern', 'body.vscode-dark'],
  ['Light High Contrast', 'body.vscode-high-contrast-light'],
  ['Dark High Contrast', 'body.vscode-high-contrast:not(.vscode-high-contrast-light)'],
] as const;

/**
 * Runs in the page: the texts of the picture and the borders of its ports that are not drawn, or have less contrast to
 * what is behind them than WCAG asks for text (w3.org/TR/WCAG22/#contrast-minimum).
 */
const findFaint = `(() => {
  const { body } = document;
  const brush = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const luminance = (colour) => {
    brush.fillStyle = colour;
    brush.fillRect(0, 0, 1, 1);
    const [red, green, blue] = [...brush.getImageData(0, 0, 1, 1).data].map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (lighter + 0.05) / (darker + 0.05);
  };
  const behind = ['--podspace-background', '--podspace-raised'].map((name) => {
    const probe = body.appendChild(document.createElement('i'));
    probe.style.color = 'var(' + name + ')';
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  });
  const isFaint = (colour) => colour === 'none' || behind.some((one) => contrast(colour, one) < 4.5);
  return [
    ...[...body.querySelectorAll('svg text')].filter((text) => isFaint(getComputedStyle(text).fill)),
    ...[...body.querySelectorAll('svg .port')].filter((port) => isFaint(getComputedStyle(port).stroke)),
  ].map((element) => (element.getAttribute('class') ?? '') + ' ' + element.textContent);
})()`;

/** Runs in the page: what a name with markup in it would do if it were taken for more than text. */
const addScript = `(() => {
  document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="document.title = 1">');
  return new Promise((done) => setTimeout(() => done(document.title), 200));
})()`;
