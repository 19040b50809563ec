import { mapDocument } from '../../server/src/picture/document.ts';
import { podLabel } from '../../server/src/picture/labels.ts';
import { SIZES } from '../../server/src/picture/metrics.ts';
import type { Measure } from '../../server/src/picture/metrics.ts';
import { mapAsText } from '../../server/src/picture/outline.ts';
import type { TextItem } from '../../server/src/picture/outline.ts';
import { drawPodMap } from '../../server/src/picture/picture.ts';
import { toSvg } from '../../server/src/picture/svg.ts';
import { pageStyles, shownPalette } from './colours.ts';
import { Drawing } from './drawing.ts';
import { htmlElement, svgElement } from './elements.ts';
import type { FromPage, PageState, ToPage } from './messages.ts';
import { Parts } from './parts.ts';

declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  setState(state: PageState): void;
};

/** A picture narrower than this would not be legible: the page scrolls instead. */
const LEAST_WIDTH = 320;
/** Of a saved picture, whatever the panel's width. */
const SAVED_WIDTH = 1100;

const host = acquireVsCodeApi();
const styles = new CSSStyleSheet();
styles.replaceSync(pageStyles());
document.adoptedStyleSheets = [styles];

const status = htmlElement('p', { role: 'status' });
const asText = htmlElement('button', { type: 'button', 'aria-pressed': 'false' });
const save = htmlElement('button', { type: 'button' });
const picture = svgElement({
  tag: 'svg',
  attributes: { role: 'group', class: 'picture' },
  children: [],
});
const text = htmlElement('div', { id: 'text', hidden: '' });
const main = htmlElement('main', {}, [picture, text]);
asText.textContent = document.body.dataset['asText'] ?? '';
save.textContent = document.body.dataset['save'] ?? '';
document.body.append(htmlElement('header', {}, [status, asText, save]), main);

const open = (part: string): void => host.postMessage({ type: 'open', part });
const parts = new Parts(picture, open);
const drawing = new Drawing(draw);
let shown: Extract<ToPage, { readonly type: 'map' }> | undefined;

addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  if (data.type === 'nothing') {
    say(data.words);
    return;
  }
  const before = shown?.placed;
  shown = data;
  const { map, part } = data.placed;
  host.setState({ uri: data.uri, pod: map.id });
  say(podLabel(map));
  // Most of what is typed changes nothing here: who reads or points at the picture is left in peace.
  if (JSON.stringify(data.placed) === JSON.stringify(before)) return;
  drawing.ask();
  if (part !== undefined && (part !== before?.part || map.id !== before.map.id)) reveal(part);
});
asText.addEventListener('click', () => {
  const wanted = text.hidden !== false;
  text.hidden = !wanted;
  picture.toggleAttribute('hidden', wanted);
  asText.setAttribute('aria-pressed', String(wanted));
});
save.addEventListener('click', () => {
  if (!shown) return;
  const drawn = mapDocument([shown.placed.map], {
    width: SAVED_WIDTH,
    measure,
    palette: shownPalette(),
  });
  host.postMessage({ type: 'save', svg: toSvg(drawn) });
});

const pen = document.createElement('canvas').getContext('2d');
const measure: Measure = (words, setting) => {
  if (!pen) return words.length * SIZES[setting].size;
  const { size, weight } = SIZES[setting];
  const font = `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`;
  if (pen.font !== font) pen.font = font;
  return pen.measureText(words).width;
};

let width = 0;
new ResizeObserver(() => {
  if (main.clientWidth !== width) drawing.ask();
}).observe(main);
// Another theme may bring another font.
new MutationObserver(() => drawing.ask()).observe(document.body, { attributeFilter: ['class'] });
host.postMessage({ type: 'ready' });

function draw(): void {
  if (!shown) return;
  width = main.clientWidth;
  const { map, part } = shown.placed;
  const drawn = drawPodMap(map, { width: Math.max(width, LEAST_WIDTH), measure, current: part });
  const restoreFocus = parts.keepFocus();
  picture.setAttribute('width', String(drawn.width));
  picture.setAttribute('height', String(drawn.height));
  picture.setAttribute('aria-label', `Pod Map of ${podLabel(map)}`);
  picture.replaceChildren();
  for (const shape of drawn.shapes) picture.append(svgElement(shape));
  restoreFocus();
  const restoreItem = keepFocusedItem();
  text.replaceChildren(htmlElement('ul', {}, [textItem(mapAsText(map))]));
  restoreItem();
}

/** The text is about to be written anew: what it gives back puts the focus on the item that had it. */
function keepFocusedItem(): () => void {
  const focused = document.activeElement?.getAttribute('data-item');
  return () => {
    if (typeof focused !== 'string') return;
    for (const item of text.querySelectorAll<HTMLElement>('[data-item]'))
      if (item.dataset['item'] === focused) item.focus();
  };
}

function textItem({ id, text: words, children }: TextItem): HTMLElement {
  const button = htmlElement('button', { type: 'button', 'data-item': id }, [words]);
  button.addEventListener('click', () => open(id));
  const below = children.map(textItem);
  return htmlElement(
    'li',
    {},
    below.length > 0 ? [button, htmlElement('ul', {}, below)] : [button],
  );
}

function reveal(part: string): void {
  for (const element of picture.querySelectorAll('.part.current'))
    if (element.getAttribute('data-part') === part) element.scrollIntoView({ block: 'nearest' });
}

function say(words: string): void {
  if (status.textContent !== words) status.textContent = words;
}
