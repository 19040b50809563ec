import type { DocumentFacts, PlacedEdit } from '../analysis/facts.ts';
import type { Snapshot } from '../analysis/workspace.ts';
import { dnsLabel, dnsSubdomain, labelValue, portName } from '../kubernetes/formats.ts';
import type { Format } from '../kubernetes/formats.ts';
import type { Span } from '../text/span.ts';
import { replaceText, replaceValue } from '../yaml/edit.ts';
import { nameSpan } from './navigation.ts';
import { whyIncomplete } from './rename-limits.ts';
import type { Mention, NamedSymbol, SymbolKind } from './symbol.ts';
import { mentionsIn } from './mentions.ts';
import { around, resourcesNamed, symbolAt } from './symbols.ts';

/** Why something cannot be renamed: a whole sentence for the author. */
export interface Refusal {
  readonly refusal: string;
}

/** What would be renamed at a place; undefined where nothing is named. */
export function prepareRename(
  snapshot: Snapshot,
  document: DocumentFacts,
  offset: number,
): { readonly span: Span; readonly name: string } | Refusal | undefined {
  const symbol = symbolAt(snapshot, document, offset);
  if (!symbol) return undefined;
  const refusal = whyIncomplete(snapshot, symbol);
  return refusal === undefined ? { span: nameSpan(symbol.at), name: symbol.name } : { refusal };
}

/** The edits that give another name to what is named at a place, everywhere. */
export function rename(
  snapshot: Snapshot,
  document: DocumentFacts,
  offset: number,
  newName: string,
): { readonly edits: readonly PlacedEdit[] } | Refusal | undefined {
  const symbol = symbolAt(snapshot, document, offset);
  if (!symbol) return undefined;
  const refusal =
    whyIncomplete(snapshot, symbol) ??
    whyNotCalled(symbol, newName) ??
    whyTaken(snapshot, symbol, newName);
  if (refusal !== undefined) return { refusal };
  const edits: PlacedEdit[] = [];
  for (const mention of symbol.mentions) {
    const made = renamed(mention, newName);
    if (!made) return { refusal: `"${symbol.name}" is written in a way that cannot be changed.` };
    for (const edit of made) edits.push(edit);
  }
  return { edits };
}

function renamed(
  { document, scalar, part }: Mention,
  newName: string,
): readonly PlacedEdit[] | undefined {
  const edits = part
    ? replaceText(document.yaml, scalar, part.from, part.to, newName)
    : replaceValue(document.yaml, scalar, newName);
  return edits?.map(({ span, newText }) => ({ document, span, newText }));
}

const FORMATS: Readonly<Record<SymbolKind, Format>> = {
  volume: dnsLabel,
  container: dnsLabel,
  port: portName,
  'service-port': dnsLabel,
  label: labelValue,
  key: dnsSubdomain,
  ConfigMap: dnsSubdomain,
  Secret: dnsSubdomain,
  ServiceAccount: dnsSubdomain,
  PersistentVolumeClaim: dnsSubdomain,
  Service: dnsLabel,
};

function whyNotCalled({ kind }: NamedSymbol, newName: string): string | undefined {
  if (newName === '') return 'A name must not be empty.';
  const fault = FORMATS[kind](newName);
  return fault === undefined ? undefined : `"${newName}" ${fault}.`;
}

/** Two things with one name would become one. */
function whyTaken(snapshot: Snapshot, symbol: NamedSymbol, newName: string): string | undefined {
  const { kind, at, mentions } = symbol;
  if (newName === symbol.name) return undefined;
  const named = (documents: Iterable<DocumentFacts>): readonly Mention[] =>
    [...documents].flatMap(mentionsIn).filter((one) => one.kind === kind && one.name === newName);
  const home = snapshot.locate(at.document);
  const namespace = at.resource.namespace?.value;
  switch (kind) {
    case 'volume':
    case 'container':
      return named([at.document]).some(({ resource }) => resource === at.resource)
        ? `A ${kind} of this pod is called "${newName}" already.`
        : undefined;
    case 'port': {
      const pods = new Set(mentions.map(({ resource }) => resource));
      const documents = new Set(mentions.map(({ document }) => document));
      return named(documents).some(({ resource }) => pods.has(resource))
        ? `A port here is called "${newName}" already.`
        : undefined;
    }
    case 'label':
      return named(around(snapshot, at.document, newName)).some(
        ({ key, resource }) => key === at.key && resource.namespace?.value === namespace,
      )
        ? `"${at.key ?? ''}: ${newName}" is a label of other pods already.`
        : undefined;
    case 'service-port': {
      const services = new Set(
        mentions.filter(({ role }) => role === 'definition').map(({ resource }) => resource),
      );
      return named(mentions.map(({ document }) => document)).some(({ resource }) =>
        services.has(resource),
      )
        ? `A port of this Service is called "${newName}" already.`
        : undefined;
    }
    case 'key':
      return undefined;
    default:
      return home &&
        resourcesNamed(snapshot, home.file.uri, { kind, name: newName, namespace }).length > 0
        ? `A ${kind} is called "${newName}" already.`
        : undefined;
  }
}
