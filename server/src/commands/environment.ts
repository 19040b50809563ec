import type { Container, EnvVar } from '../kubernetes/model.ts';
import { referencesIn } from '../kubernetes/references.ts';
import { sliceTraced, traceNothing, traceScalar, UNKNOWN } from '../yaml/traced-text.ts';
import type { TracedText } from '../yaml/traced-text.ts';
import { joinExpanded, POD_IP } from './words.ts';

/** A container's environment, as far as the manifest tells. */
export interface Environment {
  /** `UNKNOWN` stands for what a Secret, a ConfigMap or the node holds. */
  readonly variables: ReadonlyMap<string, TracedText>;
  /** More variables may come from `envFrom`. */
  readonly open: boolean;
  /** How much more may come of references; what is past it is not known. */
  readonly allowance: { characters: number };
}

/**
 * Characters that all references of a container may add together: variables in a row that each hold the one before
 * would be the square of their number.
 */
const MOST_EXPANDED = 500_000;

/** The variables in `env`; the last of equal names wins, as in the kubelet. */
export function environmentOf(container: Container): Environment {
  const variables = new Map<string, TracedText>();
  const environment = {
    variables,
    open: container.envFrom.length > 0,
    allowance: { characters: MOST_EXPANDED },
  };
  for (const variable of container.env) {
    if (variable.name) variables.set(variable.name.value, valueOf(variable, environment));
  }
  return environment;
}

/**
 * Replaces `$(NAME)` as Kubernetes does in `command`, `args` and `env`: `$$` is a dollar sign, and a name that is not
 * known stays as it is.
 */
export function expandReferences(traced: TracedText, environment: Environment): TracedText {
  if (!traced.text.includes('$')) return traced;
  const { allowance } = environment;
  if (allowance.characters <= 0) return traceNothing(UNKNOWN);
  const parts: TracedText[] = [];
  let from = 0;
  for (const { start, end, name } of referencesIn(traced.text)) {
    parts.push(sliceTraced(traced, from, start));
    from = end;
    if (name === undefined) {
      parts.push(sliceTraced(traced, start + 1, from));
      continue;
    }
    const value = environment.variables.get(name);
    if (value) {
      parts.push(value);
      allowance.characters -= value.text.length + value.pieces.length;
    } else if (environment.open || isServiceLink(name)) parts.push(traceNothing(UNKNOWN));
    else parts.push(sliceTraced(traced, start, from));
  }
  return joinExpanded([...parts, sliceTraced(traced, from)]);
}

function valueOf(variable: EnvVar, environment: Environment): TracedText {
  if (variable.value) return expandReferences(traceScalar(variable.value.node), environment);
  if (!variable.valueFrom) return traceNothing('');
  const { valueFrom } = variable;
  if (valueFrom.type !== 'field') return traceNothing(UNKNOWN);
  return traceNothing(/^status\.podIPs?$/.test(valueFrom.path?.value ?? '') ? POD_IP : UNKNOWN);
}

/** Kubernetes adds these for every Service of the namespace (concepts/containers/container-environment). */
function isServiceLink(name: string): boolean {
  return /_(?:SERVICE_(?:HOST|PORT(?:_.*)?)|PORT_\d+_(?:TCP|UDP|SCTP)(?:_.*)?)$/.test(name);
}
