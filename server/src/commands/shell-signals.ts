import type { Command, Pipeline } from 'unbash';
import { sliceTraced, UNKNOWN } from '../yaml/traced-text.ts';
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

/** `ps … | grep NAME | … | xargs kill` aims as `kill $(ps … | grep NAME …)` does. */
export function addPiped(pipeline: Pipeline, frame: Frame, script: TracedText): void {
  const last = pipeline.commands.at(-1);
  if (last?.type !== 'Command' || last.name?.value !== 'xargs') return;
  if (!last.args.some((arg) => arg.type === 'Word' && arg.value === 'kill')) return;
  const text = sliceTraced(script, pipeline.pos, pipeline.end);
  const target = pidFile(text.text) ?? grepped(text.text);
  if (target !== undefined)
    frame.collector.signal({ program: 'kill', target, text, certainty: 'likely' });
}

/**
 * A server that a script has started in the background and then stops (`kill $!`, `killall httpd`) may be gone before
 * another one begins.
 */
export function forgetStopped(words: readonly TracedText[], frame: Frame): void {
  const [name, ...args] = words.map(({ text }) => text);
  if (frame.collector.certainty !== 'certain' || args.some((arg) => HARMLESS.test(arg))) return;
  const operands = args.filter((arg) => !arg.startsWith('-'));
  if (name === 'kill') {
    const ofJob = operands.some((operand) => operand.includes(UNKNOWN) || operand.startsWith('%'));
    if (ofJob) frame.collector.doubt(({ evidence }) => evidence.source !== 'variable');
  } else if (name === 'pkill' || name === 'killall') {
    const programs = new Set(operands.map(baseName));
    frame.collector.doubt(({ program }) => program !== undefined && programs.has(program));
  }
}

/** Signals that servers take for orders, `kill -0` that only asks, and `kill -l`. */
const HARMLESS = /^-(?:s$|0$|l$|(?:SIG)?(?:HUP|USR1|USR2|WINCH|CONT|STOP|1|10|12|28)$)/;

function pidFile(substitution: string): string | undefined {
  const path = /(?:\bcat\s+|<\s*)([^\s<]+\.pid)\b/.exec(substitution)?.[1];
  return path === undefined ? undefined : baseName(path).replace(/\.pid$/, '');
}

function grepped(substitution: string): string | undefined {
  if (!/\bps\b/.test(substitution)) return undefined;
  const pattern = /\bgrep\s+(?:-\S+\s+)*['"]?([\w[\]./-]+)/.exec(substitution)?.[1];
  return pattern === undefined ? undefined : baseName(pattern.replace(/[[\]]/g, ''));
}
