import { l10n, window } from 'vscode';

/** So long after the last key the rows follow. */
const CALM = 150;

/** Asks for the words that pods are filtered by, and lets the rows follow while they are typed. */
export async function filterTree(current: string, use: (text: string) => void): Promise<void> {
  const box = window.createInputBox();
  box.title = l10n.t('Filter Nodes & Pods');
  box.placeholder = l10n.t('Words of a name, kind, namespace, image or port');
  box.value = current;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let used = current;
  const apply = (text: string): void => {
    clearTimeout(timer);
    if (text === used) return;
    used = text;
    use(text);
  };
  await new Promise<void>((resolve) => {
    let accepted = false;
    box.onDidChangeValue((value) => {
      clearTimeout(timer);
      timer = setTimeout(() => apply(value.trim()), CALM);
    });
    box.onDidAccept(() => {
      accepted = true;
      apply(box.value.trim());
      box.hide();
    });
    box.onDidHide(() => {
      if (!accepted) apply(current);
      resolve();
    });
    box.show();
  });
  box.dispose();
}
