import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { CodeAction, Command } from 'vscode-languageserver/node';
import { pod, service } from './support/manifests.ts';
import { MODERN, Pair } from './support/pair.ts';
import type { PairOptions } from './support/pair.ts';
import { testSteps } from './support/test-steps.ts';

const WEB = 'file:///work/web.yaml';

const WRAP = 'Wrap this Pod into a Deployment';
/** A Pod may have a name that is too long for the label that a Deployment would find it by. */
const LONG = `apiVersion: v1
kind: Pod
metadata:
  name: ${'x'.repeat(70)}
spec:
  containers:
    - name: app
      image: busybox:1.36
`;

/** Knows actions, but wants their edits at once. */
const LITERALS = {
  textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } },
};

describe('code actions', () => {
  let pair: Pair;
  const start = async (options: PairOptions = {}): Promise<void> => {
    pair = await Pair.start({ steps: testSteps(), ...options });
  };
  afterEach(() => pair.dispose());

  it('cure the problem at the place, and only there', async () => {
    await start();
    await pair.open(WEB, `${service('x')}---\n${pod('web', 'bad', 'fine', 'bad')}`);
    assert.equal(pair.shown(WEB)?.length, 2);
    assert.deepEqual(await pair.codeActions(WEB, 'fine', ['quickfix']), []);
    const [action, ...others] = await pair.codeActions(WEB, 'bad');
    assert.deepEqual(
      others.filter(
        ({ kind, title }) => kind === 'quickfix' && !/^(?:Ignore|Lower|Turn|Make all) /.test(title),
      ),
      [],
    );
    assert.equal(action?.title, 'Call it good');
    assert.equal(action.kind, 'quickfix');
    assert.equal(action.isPreferred, true);
    assert.deepEqual(action.diagnostics, pair.shown(WEB)?.slice(0, 1));
    await pair.advance(1000);
    await pair.apply(action.edit);
    assert.equal(pair.text(WEB), `${service('x')}---\n${pod('web', 'good', 'fine', 'bad')}`);
    assert.equal(pair.shown(WEB)?.length, 1);
  });

  it('have no edit where the document has moved on since they were offered', async () => {
    await start();
    await pair.open(WEB, pod('web', 'bad'));
    const [action] = await pair.codeActions(WEB, 'bad');
    await pair.edit(WEB, 'apiVersion', '# more\napiVersion');
    assert.ok(action);
    const offered = { ...action };
    delete offered.edit;
    const resolved = await pair.resolve(offered);
    assert.equal(resolved.edit, undefined);
  });

  it('are found again by their place, whatever is said of them', async () => {
    await start();
    await pair.open(WEB, `${pod('web', 'fine', 'bad')}---\n${pod('other', 'bad')}`);
    const second = await pair.codeActions(WEB, 'bad\n      image: app\n---');
    const [action] = second;
    assert.ok(action);
    const offered = { ...action, title: 'In other words' };
    delete offered.edit;
    const resolved = await pair.resolve(offered);
    assert.deepEqual(resolved.edit, action.edit);
    assert.ok(resolved.edit);
  });

  it('carry their edits, without versions, for a client that knows neither', async () => {
    await start({ capabilities: LITERALS });
    await pair.open(WEB, pod('web', 'bad'));
    const [action] = await pair.codeActions(WEB, 'bad');
    assert.equal(action?.data, undefined);
    assert.deepEqual(action?.edit, {
      changes: {
        [WEB]: [
          {
            range: { start: { line: 8, character: 12 }, end: { line: 8, character: 15 } },
            newText: 'good',
          },
        ],
      },
    });
  });

  it('are left undone, with the reason, where something would be wrong after them', async () => {
    pair = await Pair.start();
    await pair.open(WEB, LONG);
    const wrap = (await pair.codeActions(WEB, 'xxx')).find(({ title }) => title === WRAP);
    assert.ok(wrap);
    assert.equal(wrap.edit, undefined);
    assert.equal(pair.said.length, 1);
    assert.match(
      pair.said[0] ?? '',
      /^Nothing was changed\. After it this would be wrong: .*63 characters/,
    );
  });

  it('are not even offered then to a client that takes no edits later', async () => {
    pair = await Pair.start({ capabilities: LITERALS });
    await pair.open(WEB, LONG);
    const titles = async (at: string): Promise<readonly string[]> =>
      (await pair.codeActions(WEB, at)).map(({ title }) => title);
    assert.ok(!(await titles('xxx')).includes(WRAP));
    assert.ok((await titles('app')).includes('Add a sidecar that shares a directory with app'));
    assert.deepEqual(pair.said, []);
  });

  it('are made for the latest text, even in a burst of typing', async () => {
    await start();
    await pair.open(WEB, pod('web', 'good'));
    await pair.edit(WEB, 'name: good', 'name: bad');
    const [action] = await pair.codeActions(WEB, 'bad');
    assert.ok(action?.edit?.documentChanges);
  });

  const quieting = async (start: string): Promise<CodeAction | undefined> =>
    (await pair.codeActions(WEB, 'bad')).find(({ title }) => title.startsWith(start));

  it('make a file where one is missing, in an editor that can', async () => {
    await start({ folders: ['file:///work'] });
    await pair.open(WEB, pod('web', 'bad'));
    const off = await quieting('Turn port-conflict off');
    await pair.apply(off?.edit);
    assert.equal(
      new TextDecoder().decode(pair.files.bytes('file:///work/.podspace.yaml')),
      'rules:\n  port-conflict: "off"\n',
    );
    assert.deepEqual(pair.shown(WEB), []);
  });

  it('make no file in an editor that cannot', async () => {
    const capabilities = { ...MODERN, workspace: { workspaceEdit: { documentChanges: true } } };
    await start({ folders: ['file:///work'], capabilities });
    await pair.open(WEB, pod('web', 'bad'));
    assert.equal(await quieting('Turn port-conflict off'), undefined);
    const here = await quieting('Ignore port-conflict here');
    await pair.apply(here?.edit);
    assert.match(pair.text(WEB), /# podspace-ignore port-conflict\n/);
  });

  it('ask for the reason in an editor that knows snippets', async () => {
    await start();
    await pair.open(WEB, pod('web', 'bad'));
    const here = await quieting('Ignore port-conflict here');
    assert.match(JSON.stringify(here?.edit), /# podspace-ignore port-conflict: \$\{1:why\}/);
    await pair.apply(here?.edit);
    assert.match(pair.text(WEB), / {4}# podspace-ignore port-conflict: why\n {4}- name: bad/);
  });

  it('fix all of a file where the editor asks for that, as on save', async () => {
    await start();
    await pair.open(WEB, pod('web', 'bad', 'fine', 'bad'));
    const [all, ...others] = await pair.codeActions(WEB, 'fine', ['source.fixAll']);
    assert.deepEqual(others, []);
    assert.equal(all?.kind, 'source.fixAll.podspace');
    await pair.apply(all.edit);
    assert.equal(pair.text(WEB), pod('web', 'good', 'fine', 'good'));
    assert.deepEqual(await pair.codeActions(WEB, 'fine', ['source.fixAll']), []);
  });

  describe('for a client that takes commands alone', () => {
    const range = { start: { line: 8, character: 12 }, end: { line: 8, character: 15 } };
    const commands = (): Promise<readonly Command[]> =>
      pair.about('textDocument/codeAction', WEB, { range, context: { diagnostics: [] } });
    const run = ({ command, arguments: sent }: Command): Promise<unknown> =>
      pair.ask('workspace/executeCommand', { command, arguments: sent });

    beforeEach(async () => {
      await start({ capabilities: { workspace: { applyEdit: true } } });
      await pair.open(WEB, pod('web', 'bad'));
    });

    it('are commands of the server, whose edits it sends when they are run', async () => {
      assert.equal(pair.offered.codeActionProvider, true);
      const [first, ...others] = await commands();
      assert.ok(first);
      assert.deepEqual(pair.offered.executeCommandProvider?.commands, [first.command]);
      for (const one of [first, ...others])
        assert.deepEqual(Object.keys(one).sort(), ['arguments', 'command', 'title']);
      assert.equal(first.title, 'Call it good');
      assert.equal(await run(first), null);
      assert.deepEqual(pair.sentEdits, [{ changes: { [WEB]: [{ range, newText: 'good' }] } }]);
    });

    it('change nothing where the document has moved on, and say so', async () => {
      const [first] = await commands();
      assert.ok(first);
      await pair.edit(WEB, 'apiVersion', '# more\napiVersion');
      await run(first);
      assert.deepEqual(pair.sentEdits, []);
      assert.match(pair.said.join(), /has changed/);
    });

    it('let no other command be run', async () => {
      await run({ title: '', command: 'podspace.other', arguments: [] });
      await run({ title: '', command: 'podspace.applyAction', arguments: [{ uri: 1, id: 2 }] });
      assert.deepEqual(pair.sentEdits, []);
    });
  });

  it('are not offered to a client that can neither take them nor be sent their edits', async () => {
    await start({ capabilities: {} });
    assert.equal(pair.offered.codeActionProvider, undefined);
    assert.equal(pair.offered.executeCommandProvider, undefined);
  });

  it('are none where other kinds are asked for', async () => {
    await start({ capabilities: MODERN });
    await pair.open(WEB, pod('web', 'bad'));
    assert.deepEqual(await pair.codeActions(WEB, 'bad', ['source.organizeImports']), []);
    assert.equal((await pair.codeActions(WEB, 'bad', ['quickfix']))[0]?.title, 'Call it good');
  });
});
