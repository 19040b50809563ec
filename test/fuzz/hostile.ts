import { askEverything, assertNothingFailed, settleAll, startEditor } from './editor.ts';
import type { Editor, Files } from './editor.ts';
import { COMMAND_FAMILIES } from './hostile-commands.ts';
import type { HostileFamily } from './hostile-parts.ts';
import { WORKSPACE_FAMILIES } from './hostile-workspaces.ts';
import { YAML_FAMILIES } from './hostile-yaml.ts';

export const HOSTILE_FAMILIES: readonly HostileFamily[] = [
  ...YAML_FAMILIES,
  ...COMMAND_FAMILIES,
  ...WORKSPACE_FAMILIES,
];

/** Opens hostile files, edits the first of them in its middle, and asks everything there and behind its beginning. */
export async function hostileIsSurvived(files: Files): Promise<void> {
  const editor = await startEditor(files);
  await editAndAsk(editor);
  assertNothingFailed(editor.pair);
  editor.pair.dispose();
}

async function editAndAsk(editor: Editor): Promise<void> {
  const { pair, uri } = editor;
  const middle = pair.text(uri).length >> 1;
  await pair.replace(uri, middle, middle, 'x');
  await settleAll(pair);
  for (const offset of [Math.min(150, middle), middle]) await askEverything(editor, offset);
}
