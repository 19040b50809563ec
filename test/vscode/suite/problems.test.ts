import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import {
  type Diagnostic,
  DiagnosticSeverity,
  Position,
  window,
  workspace,
  WorkspaceEdit,
} from 'vscode';
import {
  openFile,
  rangeOf,
  restore,
  settled,
  underlined,
  waitForProblems,
  workspaceUri,
} from './vscode-helpers.ts';

const conflicts = 2;

describe('problems in VS Code', () => {
  afterEach(async () => {
    await restore(await openFile('port-conflict.yaml'));
  });

  it('underline both places of a port conflict, each linked to the other', async () => {
    const document = await openFile('port-conflict.yaml');
    const problems = await waitForProblems(document.uri, (all) => all.length === conflicts);
    for (const problem of problems) {
      assert.equal(problem.severity, DiagnosticSeverity.Error);
      assert.match(problem.message, /8080/);
      assert.equal(underlined(document, problem), '8080');
    }
    const [first, second] = problems;
    assert.ok(first !== undefined && second !== undefined);
    assert.ok(first.relatedInformation?.[0]?.location.range.isEqual(second.range));
    assert.ok(second.relatedInformation?.[0]?.location.range.isEqual(first.range));
  });

  it('name their rule, with a link to what it says', async () => {
    const uri = workspaceUri('port-conflict.yaml');
    const [problem] = await waitForProblems(uri, (all) => all.length === conflicts);
    assert.ok(typeof problem?.code === 'object', 'the code is a link');
    assert.equal(problem.code.value, 'port-conflict');
    assert.match(problem.code.target.toString(true), /#port-conflict$/);
  });

  it('move with the text above them', async () => {
    const document = await openFile('port-conflict.yaml');
    const before = await waitForProblems(document.uri, (all) => all.length === conflicts);
    const edit = new WorkspaceEdit();
    edit.insert(document.uri, new Position(0, 0), '# one\n# two\n');
    await workspace.applyEdit(edit);
    const expected = before.map((problem) => problem.range.start.line + 2);
    await waitForProblems(document.uri, (all) =>
      all.every((problem, index) => problem.range.start.line === expected[index]),
    );
  });

  it('go as soon as the text is right', async () => {
    const document = await openFile('port-conflict.yaml');
    await waitForProblems(document.uri, (all) => all.length === conflicts);
    const edit = new WorkspaceEdit();
    const command = document.getText().lastIndexOf("'8080'");
    edit.replace(document.uri, rangeOf(document, command + 1, 4), '8081');
    const declared = document.getText().indexOf('containerPort: 8080', command);
    edit.replace(document.uri, rangeOf(document, declared + 'containerPort: '.length, 4), '8081');
    await workspace.applyEdit(edit);
    await waitForProblems(document.uri, (all) => all.every(isNotConflict));
  });

  it('are listed for a manifest that was never opened', async () => {
    const problems = await waitForProblems(workspaceUri('shop/deployment.yaml'), (all) =>
      all.some((problem) => problem.message.includes('settings')),
    );
    assert.equal(problems.length, 1);
  });

  it('appear and go with files on disk', async () => {
    const uri = workspaceUri('late.yaml');
    const source = await workspace.fs.readFile(workspaceUri('log-shipper.yaml'));
    await workspace.fs.writeFile(uri, source);
    await waitForProblems(uri, (all) => all.length > 0);
    await workspace.fs.delete(uri);
    await waitForProblems(uri, (all) => all.length === 0);
  });

  for (const name of ['nothing-wrong.yaml', 'chart-template.yaml', 'not-kubernetes.yaml']) {
    it(`stay away from ${name}`, async () => {
      const document = await openFile(name);
      await window.showTextDocument(document);
      await settled();
      await waitForProblems(document.uri, (all) => all.length === 0);
    });
  }
});

function isNotConflict(problem: Diagnostic): boolean {
  return typeof problem.code === 'object' && problem.code.value !== 'port-conflict';
}
