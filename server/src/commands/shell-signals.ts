import type { Command } from 'unbash';
import { sliceTraced } from '../yaml/traced-text.ts';
import type { TracedText } from '../yaml/traced-text.ts';
import type { Frame } from './shell-state.ts';
import { baseName } from './words.ts';

/**
 * Adds whom `kill $(cat /run/NAME.pid)` and `kill $(ps … | grep NAME …)` aim at; `$(pidof NAME)` says it itself. The
 * number of a process counts in its own PID namespace only, whatever file hands it on.
 */
export function addKilled(command: Command, frame: Frame, script: TracedText): void {
  for (const arg of command.args) {
    const part = arg.type === 'Word' ? arg.parts?.[0] : undefined;
    const inner = part?.type === 'DoubleQuoted' ? part.parts[0] : part;
    if (inner?.type !== 'CommandExpansion') continue;
    const text = sliceTraced(script, inner.pos, inner.end);
    const target = pidFile(text.text) ?? grepped(text.text);
    if (target === undefined) continue;
    frame.collector.signal({ program: 'kill', target, text, certainty: 'likely' });
  }
}

function pidFile(substitution: string): string | undefined {
  const path = /(?:\bcat\s+|<\s*)(\S+\.pid)\b/.exec(substitution)?.[1];
  return path === undefined ? undefined : baseName(path).replace(/\.pid$/, '');
}

function grepped(substitution: string): string | undefined {
  if (!/\bps\b/.test(substitution)) return undefined;
  const pattern = /\bgrep\s+(?:-\S+\s+)*['"]?([\w[\]./-]+)/.exec(substitution)?.[1];
  return pattern === undefined ? undefined : baseName(pattern.replace(/[[\]]/g, ''));
}
