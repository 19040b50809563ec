import { catalog } from '../rules/catalog.ts';
import type { RuleMeta } from '../rules/rule.ts';
import { largest } from '../text/extremes.ts';
import { nearest } from '../text/nearest.ts';
import type { Paint } from './colours.ts';
import ruleExamples from './rule-examples.json' with { type: 'json' };
import { rulePage } from './rule-page.ts';
import { UsageError } from './usage-error.ts';

/** What a rule is about, for people. Throws a UsageError if there is no such rule. */
export function explain(id: string, paint: Paint): string {
  const meta = metas().find((each) => each.id === id);
  if (!meta) throw new UsageError(unknownRule(id) ?? id);
  const { wrong, right } = EXAMPLES[id] ?? {};
  const blocks = [
    `${paint('heading', id)} (${paint(meta.severity, meta.severity)})\n${meta.summary}.`,
    wrapped(meta.why),
    FIXES[meta.fix],
    ...(wrong === undefined ? [] : [`${paint('heading', 'Wrong')}\n\n${indented(wrong)}`]),
    ...(right === undefined ? [] : [`${paint('heading', 'Right')}\n\n${indented(right)}`]),
    `Source: ${meta.source}\nPage:   ${rulePage(id)}`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

export function rulesTable(): string {
  const width = largest(metas().map(({ id }) => id.length));
  return metas()
    .map(({ id, severity, summary }) => `${id.padEnd(width)}  ${severity.padEnd(11)}  ${summary}\n`)
    .join('');
}

export function rulesJson(): string {
  const rules = metas().map(({ id, severity, summary, why, source, fix }) => ({
    id,
    severity,
    summary,
    why,
    source,
    fix,
    page: rulePage(id),
  }));
  return `${JSON.stringify({ version: 1, rules }, null, 2)}\n`;
}

/** What to say of an id that no rule has; undefined for one that a rule has. */
export function unknownRule(id: string): string | undefined {
  const ids = metas().map((meta) => meta.id);
  if (ids.includes(id)) return undefined;
  const like = nearest(id, ids);
  return `There is no rule "${id}".${like === undefined ? '' : ` Is "${like}" meant?`}`;
}

const EXAMPLES: Readonly<
  Partial<Record<string, { readonly wrong?: string; readonly right?: string }>>
> = ruleExamples;

const FIXES: Readonly<Record<RuleMeta['fix'], string>> = {
  safe: 'podspace check --fix cures it.',
  unsafe: 'podspace check --fix-unsafe cures it where it can; look at what it did.',
  none: 'There is no quick fix.',
};

function metas(): readonly RuleMeta[] {
  return catalog.map(({ meta }) => meta);
}

function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '  ');
}

/** Between words, at a width that people read. */
function wrapped(text: string): string {
  let line = '';
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + word.length >= 80) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}
