import type { DocumentFacts } from '../analysis/facts.ts';
import type { LinkedDocument } from '../analysis/linked.ts';
import { remembered } from '../analysis/remembered.ts';
import { isKnownKind, isListKind } from '../kubernetes/kinds.ts';
import { sniff } from '../kubernetes/sniff.ts';
import type { YamlFault, YamlFaultCode } from '../yaml/document.ts';

/**
 * The faults of a document that is ours to judge: it says at its top level that it is a manifest of a kind that we
 * read, and it does not have to be rendered first. Other YAML is nobody's business here, and is not even parsed.
 */
export function faultsOf(
  { facts }: LinkedDocument,
  codes: readonly YamlFaultCode[],
): readonly YamlFault[] {
  return remembered(facts, isOurs)
    ? facts.yaml.faults.filter(({ code }) => codes.includes(code))
    : [];
}

function isOurs({ kubernetes, chunk }: DocumentFacts): boolean {
  if (kubernetes.verdict === 'template' || kubernetes.verdict === 'empty') return false;
  const { apiVersion, kind } = sniff(chunk.text);
  if (apiVersion === undefined || kind === undefined) return false;
  return isKnownKind(apiVersion, kind) || isListKind(kind);
}
