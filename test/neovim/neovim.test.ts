import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { Neovim } from './neovim.ts';

const WEB =
  '    - { name: web, image: example.com/web, args: [é漢😀], ports: [{ containerPort: 8080 }] }';

const conflict = `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
${WEB}
    - name: proxy
      image: example.com/proxy
      args: [--listen=:8080]
      ports:
        - containerPort: 8080
`;

/** Neovim counts bytes of a line. */
const bytesBefore = (line: string, piece: string): number =>
  Buffer.byteLength(line.slice(0, line.indexOf(piece)));

const DIAGNOSTICS =
  'luaeval("vim.tbl_map(function(d) return { d.lnum, d.col, d.end_col, d.message } end, vim.diagnostic.get(0))")';

describe('Neovim, with the recipe of docs/editors.md', () => {
  let folder: string;
  let neovim: Neovim;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'podspace-neovim-'));
    mkdirSync(join(folder, 'work/.git'), { recursive: true });
    const file = join(folder, 'work/shop.yaml');
    writeFileSync(file, conflict);
    neovim = await Neovim.open(folder, file);
  });

  after(async () => {
    await neovim.quit();
    rmSync(folder, { recursive: true, force: true });
  });

  const problems = (
    wanted: (all: readonly Diagnostic[]) => boolean,
  ): Promise<readonly Diagnostic[]> =>
    neovim.until(DIAGNOSTICS, (value) => {
      const all = value as readonly Diagnostic[];
      return wanted(all) && all;
    });

  it('shows problems at their places', async () => {
    const found = await problems((all) => all.length > 0);
    const start = bytesBefore(WEB, '8080');
    assert.deepEqual(found, [
      [
        6,
        start,
        start + 4,
        'Port 8080/TCP is already taken in this pod: "proxy" listens on it too.',
      ],
      [11, 25, 29, 'Port 8080/TCP is already taken in this pod: "web" listens on it too.'],
    ]);
  });

  it('makes a fix, and shows that it cured', async () => {
    neovim.type(`:let g:wanted = "Change proxy's port"<CR>12G$gra`);
    await problems((all) => all.length === 0);
    assert.deepEqual(neovim.lines(), conflict.trimEnd().split('\n').map(moved));
    assert.equal(neovim.ask('g:offered[0]'), "Change proxy's port to 8081");
  });

  it('explains a field', async () => {
    neovim.type('12G0wwK');
    const text = await neovim.until(FLOATING, (value) => isText(value) && value !== '' && value);
    assert.match(text, /port/);
  });

  it('completes a field and its value', async () => {
    const offered = (first: string): Promise<readonly string[]> =>
      neovim.until('map(complete_info(["items"]).items, "v:val.word")', (value) => {
        const words = value as readonly string[];
        return words[0] === first && words;
      });
    neovim.type('<Esc>8Go<C-u>      imageP<C-x><C-o>');
    assert.deepEqual(await offered('imagePullPolicy: '), ['imagePullPolicy: ']);
    neovim.type('<C-y><C-x><C-o>');
    assert.deepEqual(await offered('Always'), ['Always', 'IfNotPresent', 'Never']);
    neovim.type('<C-n><C-y>');
    await neovim.until('getline(9)', (value) => value === '      imagePullPolicy: IfNotPresent');
  });
});

/** As the fix leaves it. */
const moved = (line: string): string => (line === WEB ? line : line.replace('8080', '8081'));

const isText = (value: unknown): value is string => typeof value === 'string';

/** The text of a floating window. */
const FLOATING = `luaeval('(function() for _, window in ipairs(vim.api.nvim_list_wins()) do if vim.api.nvim_win_get_config(window).relative ~= "" then return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, true), "\\n") end end return "" end)()')`;

type Diagnostic = readonly [number, number, number, string];
