import { pathToFileURL } from 'node:url';
import packageJson from '../../../package.json' with { type: 'json' };
import type { Place } from '../analysis/facts.ts';
import { catalog } from '../rules/catalog.ts';
import type { Fix, RuleMeta, Severity } from '../rules/rule.ts';
import { holdsSecret } from '../rules/secret-words.ts';
import type { Span } from '../text/span.ts';
import type { Checked, FoundProblem } from './check-manifests.ts';
import { fingerprints } from './fingerprints.ts';
import { rangeOf, resourceLabel, seenFrom, textOf } from './places.ts';
import type { Home } from './places.ts';
import { templateOf } from './rendered-source.ts';
import type { Reported, ReportLook } from './report-model.ts';
import { rulePage } from './rule-page.ts';
import { writesSecret } from './secrets.ts';

/**
 * SARIF 2.1.0, as https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html says. Files are named from `root`,
 * which is the repository's checkout on a machine of continuous integration.
 */
export function sarifReport({ problems }: Reported, { root }: ReportLook): string {
  const used = new Set(problems.map(({ rule }) => rule));
  const rules = catalog.map(({ meta }) => meta).filter(({ id }) => used.has(id));
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const marks = fingerprints(problems);
  const log = {
    version: '2.1.0',
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    runs: [
      {
        tool: {
          driver: {
            name: 'Podspace',
            version: packageJson.version,
            informationUri: packageJson.repository.url.replace(/\.git$/, ''),
            rules: rules.map(ruleObject),
          },
        },
        originalUriBaseIds: { [ROOT]: { uri: `${pathToFileURL(root).href.replace(/\/$/, '')}/` } },
        columnKind: 'utf16CodeUnits',
        results: problems.map(({ rule, entry }, index) => ({
          ...(indexes.has(rule) && { ruleIndex: indexes.get(rule) }),
          ...(JSON.parse(entry) as object),
          partialFingerprints: { 'podspace/v1': marks[index] },
        })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** A problem's result, but for what depends on the other problems. */
export function sarifEntry(found: FoundProblem, checked: Checked, { root }: ReportLook): string {
  return JSON.stringify(resultObject(found, checked, root));
}

const ROOT = '%SRCROOT%';

function ruleObject(meta: RuleMeta): object {
  return {
    id: meta.id,
    shortDescription: { text: `${meta.summary}.` },
    fullDescription: { text: meta.why },
    help: {
      text: `${meta.why}\n\nSource: ${meta.source}`,
      markdown: `${meta.why}\n\n[Source](${meta.source})`,
    },
    helpUri: rulePage(meta.id),
    defaultConfiguration: { level: level(meta.severity) },
    properties: { tags: ['kubernetes', 'pod'] },
  };
}

function resultObject({ problem, home }: FoundProblem, checked: Checked, root: string): object {
  const names = [
    ...(problem.resource
      ? [{ fullyQualifiedName: resourceLabel(problem.resource), kind: 'resource' }]
      : []),
    ...(problem.container === undefined ? [] : [{ name: problem.container, kind: 'member' }]),
  ];
  // What was rendered is no file that a fix could change.
  const fixes =
    home.file === '-'
      ? []
      : problem.fixes().filter((fix) => fix.edits.length > 0 && !writesSecret(fix));
  return {
    ruleId: problem.rule,
    level: level(problem.severity),
    message: { text: problem.message },
    locations: [
      {
        physicalLocation: physicalLocation(problem, home, root),
        ...(names.length > 0 && { logicalLocations: names }),
      },
    ],
    ...(problem.related.length > 0 && {
      relatedLocations: problem.related.map((related, index) => ({
        id: index + 1,
        message: { text: related.message },
        physicalLocation: physicalLocation(related, checked.home(related.document), root),
      })),
    }),
    ...(fixes.length > 0 && { fixes: fixes.map((fix) => fixObject(fix, checked, root)) }),
    properties: { severity: problem.severity, certainty: problem.certainty },
  };
}

/** The lines of what came in on standard input mean nothing; the template that it came from is named instead. */
function physicalLocation({ document, span }: Place, home: Home, root: string): object {
  const snippet = holdsSecret(document) ? undefined : { text: textOf(home, span) };
  const rendered = home.file === '-' && templateOf(home, root) !== undefined;
  return {
    artifactLocation: artifactLocation(home, root),
    region: { ...(rendered ? { startLine: 1 } : region(home, span)), ...(snippet && { snippet }) },
  };
}

function artifactLocation(home: Home, root: string): object {
  if (home.file !== '-') {
    return { uri: encodeURI(seenFrom(root, home.file)), uriBaseId: ROOT };
  }
  const template = templateOf(home, root);
  return template === undefined
    ? { uri: 'stdin', description: { text: 'Standard input.' } }
    : { uri: encodeURI(template), uriBaseId: ROOT };
}

function region(home: Home, span: Span): object {
  const { start, end } = rangeOf(home, span);
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

function fixObject({ title, safe, edits }: Fix, checked: Checked, root: string): object {
  const byFile = new Map<string, { readonly home: Home; readonly replacements: object[] }>();
  for (const { document, span, newText } of edits) {
    const home = checked.home(document);
    const change = byFile.get(home.file) ?? { home, replacements: [] };
    byFile.set(home.file, change);
    change.replacements.push({
      deletedRegion: region(home, span),
      ...(newText !== '' && { insertedContent: { text: newText } }),
    });
  }
  return {
    description: { text: title },
    artifactChanges: [...byFile.values()].map(({ home, replacements }) => ({
      artifactLocation: artifactLocation(home, root),
      replacements,
    })),
    properties: { safe },
  };
}

function level(severity: Severity): 'error' | 'warning' | 'note' {
  switch (severity) {
    case 'error':
    case 'warning':
      return severity;
    case 'information':
    case 'hint':
      return 'note';
  }
}
