import { DARK, LIGHT, PALETTE_NAMES, styleSheet } from '../../server/src/picture/style.ts';
import type { Palette } from '../../server/src/picture/style.ts';

/**
 * What the editor's theme gives, the first that it has; the rest are ours, for light and for dark, as is what it has
 * not: the themes of high contrast leave out many.
 */
const FROM_THEME: { readonly [name in keyof Palette]?: readonly string[] } = {
  background: ['editor-background'],
  raised: ['editorWidget-background'],
  text: ['editor-foreground'],
  muted: ['descriptionForeground'],
  border: ['contrastBorder', 'editorWidget-border'],
  error: ['errorForeground'],
  warning: ['list-warningForeground', 'editorWarning-foreground'],
  information: ['textLink-foreground'],
  focus: ['focusBorder'],
  font: ['font-family'],
};

/** The styles of the page and of the picture in it. */
export function pageStyles(): string {
  const picture = Object.fromEntries(
    PALETTE_NAMES.map((name) => [name, `var(${variable(name)})`]),
  ) as Record<keyof Palette, string>;
  return [
    `body{${declarations(DARK)}}`,
    `body.vscode-light,body.vscode-high-contrast-light{${declarations(LIGHT)}}`,
    styleSheet(picture),
    PAGE,
  ].join('\n');
}

/** The colours that the picture has on the screen just now, written out. */
export function shownPalette(): Palette {
  const styles = getComputedStyle(document.body);
  const shown = PALETTE_NAMES.map((name) => [
    name,
    styles.getPropertyValue(variable(name)).trim() || LIGHT[name],
  ]);
  return Object.fromEntries(shown) as Record<keyof Palette, string>;
}

function declarations(own: Palette): string {
  const value = (name: keyof Palette): string =>
    (FROM_THEME[name] ?? []).reduceRight(
      (otherwise, given) => `var(--vscode-${given},${otherwise})`,
      own[name],
    );
  return PALETTE_NAMES.map((name) => `${variable(name)}:${value(name)}`).join(';');
}

function variable(name: keyof Palette): string {
  return `--podspace-${name}`;
}

const PAGE = `
body{margin:0;padding:0;background:var(--podspace-background);color:var(--podspace-text);
  font-family:var(--podspace-font);font-size:13px}
header{position:sticky;top:0;display:flex;gap:8px;align-items:center;justify-content:flex-end;
  flex-wrap:wrap;padding:6px 10px;background:var(--podspace-background);z-index:1}
header p{margin:0;flex:1 1 120px;color:var(--podspace-muted);overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
button{font:inherit;color:inherit;cursor:pointer}
header button{padding:3px 10px;border-radius:3px;
  color:var(--vscode-button-secondaryForeground,inherit);
  background:var(--vscode-button-secondaryBackground,transparent);
  border:1px solid var(--vscode-contrastBorder,var(--vscode-button-border,transparent))}
header button:hover{background:var(--vscode-button-secondaryHoverBackground,transparent)}
header button[aria-pressed=true]{outline:1px solid var(--podspace-focus)}
button:focus-visible{outline:2px solid var(--podspace-focus);outline-offset:1px}
[hidden]{display:none!important}
svg{display:block}
.part{cursor:pointer;outline:none}
.part:hover>.hit{fill:var(--podspace-text);fill-opacity:.08}
.part.current>.hit{stroke:var(--podspace-focus);stroke-width:1;stroke-dasharray:3 2}
.part:focus-visible>.hit{stroke:var(--podspace-focus);stroke-width:2;stroke-dasharray:none}
.tracing .line:not(.related),.tracing .arrow{opacity:.25}
.line.related{stroke-width:3}
#text{padding:0 12px 16px}
#text ul{margin:0;padding-inline-start:18px}
#text button{border:0;background:none;text-align:start;vertical-align:top;padding:2px 4px;line-height:1.45}
#text button:hover{text-decoration:underline}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
`;
