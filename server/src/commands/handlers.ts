import type { Container, Handler } from '../kubernetes/model.ts';
import { traceScalar } from '../yaml/traced-text.ts';
import { Collector } from './collector.ts';
import { factsOf, frameOf } from './entry-point.ts';
import { environmentOf, expandReferences } from './environment.ts';
import { NO_FACTS } from './facts.ts';
import type { CommandFacts } from './facts.ts';
import { runWords } from './run.ts';

/**
 * What the command of an exec probe or hook does. It runs in the container without a shell; the kubelet replaces
 * `$(NAME)` in probes' commands (pkg/kubelet/prober/prober.go, ExpandContainerCommandOnlyStatic), not in hooks'.
 */
export function handlerFacts(container: Container, handler: Handler): CommandFacts {
  if (handler.action?.type !== 'exec') return NO_FACTS;
  const collector = new Collector();
  const environment = environmentOf(container);
  const frame = frameOf(container, environment, collector);
  const isHook = handler.field === 'postStart' || handler.field === 'preStop';
  const words = handler.action.command.map((item) => {
    const word = traceScalar(item.node);
    return isHook ? word : expandReferences(word, environment);
  });
  const { ends } = runWords(words, { ...frame, source: 'command' });
  // A server that a hook starts is rare; `--port` of a probe's command is where it asks.
  return { ...NO_FACTS, ...factsOf(collector), listens: [], ends };
}
