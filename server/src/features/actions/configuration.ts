import type { DocumentFacts } from '../../analysis/facts.ts';
import { folderOf, foldersUpward, isWithin } from '../../text/uri.ts';
import { insertPair, replaceValue } from '../../yaml/edit.ts';
import type { Edits, YamlData } from '../../yaml/edit.ts';
import { lineBreakOf } from '../../yaml/layout.ts';
import { pairOf } from '../../yaml/node.ts';
import type { YamlMap } from '../../yaml/node.ts';
import { renderDocument } from '../../yaml/render.ts';
import type { Project } from '../project.ts';
import type { Change } from './action.ts';

/** The `.podspace.yaml` that counts for a file, or the one that would. */
export type ConfigurationTarget =
  | { readonly type: 'written'; readonly uri: string; readonly document: DocumentFacts }
  | { readonly type: 'new'; readonly uri: string };

/** A setting to be written: how into a file that says something, and what the file is to say that says nothing yet. */
export interface NewSetting {
  readonly into: (document: DocumentFacts, root: YamlMap) => Edits;
  readonly fresh: YamlData;
}

/** The nearest upward from the file, else one in the file's workspace folder; undefined for a file outside of any. */
export function configurationFor(
  { snapshot, folders }: Project,
  uri: string,
): ConfigurationTarget | undefined {
  for (const folder of foldersUpward(folderOf(uri) ?? '')) {
    const file = snapshot.file(nameIn(folder));
    const document = file?.documents[0];
    if (file && document) return { type: 'written', uri: file.uri, document };
  }
  const home = [...folders]
    .filter((folder) => isWithin(folder, uri))
    .sort((a, b) => b.length - a.length)[0];
  return home === undefined ? undefined : { type: 'new', uri: nameIn(home) };
}

/** Writes the setting, and keeps everything else of the file; undefined where it cannot be written. */
export function writeSetting(
  target: ConfigurationTarget,
  { into, fresh }: NewSetting,
): Change | undefined {
  if (target.type === 'new')
    return { edits: [], newFiles: [{ uri: target.uri, text: renderDocument(fresh, '\n') }] };
  const { document } = target;
  const { root, text } = document.yaml;
  const end = text.length;
  const lineBreak = lineBreakOf(text);
  const says = root && !(root.kind === 'scalar' && root.value === null);
  if (!says && document.yaml.faults.length > 0) return undefined;
  if (!says && !/^[ \t]*[^ \t\r\n#]/m.test(text)) {
    const isEnded = text === '' || /[\r\n]$/.test(text);
    const newText = (isEnded ? '' : lineBreak) + renderDocument(fresh, lineBreak);
    return { edits: [{ document, span: { start: end, end }, newText }] };
  }
  const edits = root?.kind === 'map' ? into(document, root) : undefined;
  return edits && { edits: edits.map((edit) => ({ document, ...edit })) };
}

/** `key: { [name]: value }`, whether the key or the name are there already or not. */
export function settingUnder(key: string, name: string, value: string): NewSetting {
  return {
    fresh: { [key]: { [name]: value } },
    into({ yaml }, root) {
      const map = pairOf(root, key)?.value;
      if (map?.kind !== 'map') return insertPair(yaml, root, key, { [name]: value });
      const written = pairOf(map, name)?.value;
      if (written?.kind === 'scalar' && written.value !== null)
        return replaceValue(yaml, written, value);
      return insertPair(yaml, map, name, value);
    },
  };
}

function nameIn(folder: string): string {
  return `${folder}/.podspace.yaml`;
}
