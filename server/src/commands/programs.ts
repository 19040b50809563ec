import { soleOrigin } from '../yaml/traced-text.ts';
import type { TracedText } from '../yaml/traced-text.ts';
import type { ProcessFact } from './facts.ts';
import { addOptionsByName } from './flag-patterns.ts';
import { addAccess, hasOption, optionsNamed, resolvePath } from './invocation.ts';
import type { Invocation } from './invocation.ts';
import { parseOptions } from './options.ts';
import type { CommandLine } from './options.ts';
import type { OperandRole, Program } from './program-model.ts';
import { programInImage, programsNamed } from './programs/registry.ts';
import { ENDS, UNSURE } from './shell-state.ts';
import type { Frame, Outcome } from './shell-state.ts';
import { addSocket, configurationsOf } from './sockets.ts';
import { runSpecial } from './special-programs.ts';
import { addTarget } from './targets.ts';
import { baseName, through } from './words.ts';

/**
 * Reads what one program does, by its rows; a program without a row by the names of its options. `image` is the row of
 * the image's server where its entry point starts it, or `unknown` where the image is not known.
 */
export function runProgram(
  words: readonly TracedText[],
  frame: Frame,
  image: Program | 'unknown' | undefined,
): Outcome {
  const [word, ...args] = words;
  if (!word) return ENDS;
  const name = baseName(word.text);
  const known = image === 'unknown' ? undefined : image;
  const own = known ?? (frame.image && programInImage(frame.image, name));
  const rows = own ? [own] : image === 'unknown' ? [] : rowsFor(name, args);
  // A command that names the image's own server brings its defaults; a script may have changed the image before.
  const inScript = own !== undefined && known === undefined && frame.source === 'script';
  if (inScript) frame.collector.leaveOpen();
  const byImage = known !== undefined || inScript;
  const invocation = invocationOf(name, word, args, frame, rows, byImage);
  if (rows.length > 0 && rows.every((row) => hasOption(invocation, row.controls))) {
    runControl(rows, invocation);
    return frame.waiting === 'no' ? ENDS : UNSURE;
  }
  frame.collector.start(name);
  const lasting = rows.length === 0 ? runUnknown(invocation) : runRows(rows, invocation);
  addProcess(invocation, lasting, rows, frame);
  if (frame.waiting !== 'no') return UNSURE;
  const ends = lasting === 'yes' ? 'no' : lasting === 'no' ? 'yes' : 'unknown';
  const goes = ends === 'no' && image === undefined && isDaemon(rows, args);
  return { ...ENDS, ends: goes ? 'unknown' : ends };
}

/** `nginx -s reload`: no server of its own, but a word to one that runs. */
function runControl(rows: readonly Program[], invocation: Invocation): void {
  const { name, collector } = invocation;
  const [signal] = rows.flatMap((row) => optionsNamed(invocation, row.signals));
  if (!signal) return;
  collector.signal({ program: 'pid-file', target: name, text: signal.text, certainty: 'certain' });
  const stops = /^(?:stop|quit)$/.test(signal.value?.text ?? '');
  if (stops && collector.certainty === 'certain') collector.doubt((fact) => fact.program === name);
}

type Lasting = ProcessFact['longRunning'];

/** Rows for a subcommand of a program count before those for the program as such. */
function rowsFor(name: string, args: readonly TracedText[]): readonly Program[] {
  const rows = programsNamed(name);
  const first = args.find((arg) => !arg.text.startsWith('-'))?.text ?? '';
  const exact = rows.filter(
    (row) =>
      row.subcommand.length > 0 &&
      (row.subcommand.includes(first) ||
        // Behind options that take a value, as `celery -A shop worker`.
        row.subcommand.includes(lineOf(args, [row]).operands[0]?.text ?? '')),
  );
  return exact.length > 0 ? exact : rows.filter((row) => row.subcommand.length === 0);
}

function lineOf(args: readonly TracedText[], rows: readonly Program[]): CommandLine {
  const [row] = rows;
  return parseOptions(args, {
    flagStyle: row?.flagStyle ?? 'go',
    valued: new Set(rows.flatMap((each) => [...valuedOptions(each)])),
    keyed: row?.keyed ?? ['-D'],
    guessing: row === undefined || row.otherFlags === 'patterns',
  });
}

function invocationOf(
  name: string,
  word: TracedText,
  args: readonly TracedText[],
  frame: Frame,
  rows: readonly Program[],
  byImage: boolean,
): Invocation {
  const [row] = rows;
  const line = lineOf(args, rows);
  const operands =
    row && row.subcommand.length > 0 && row.subcommand.includes(line.operands[0]?.text ?? '')
      ? line.operands.slice(1)
      : line.operands;
  return {
    name,
    word,
    args,
    line: { ...line, operands },
    variables: frame.state.variables,
    directory: frame.state.directory,
    source: frame.source,
    byImage,
    waiting: frame.waiting,
    collector: frame.collector,
  };
}

/** The program's own code decides where it listens; its variables may tell. */
function leaveOpen(invocation: Invocation): void {
  invocation.collector.leaveOpen(new Map(invocation.variables));
}

function runUnknown(invocation: Invocation): Lasting {
  leaveOpen(invocation);
  addOptionsByName(invocation.line.options, invocation);
  for (const operand of invocation.line.operands) addAssignment(operand, invocation);
  return 'unknown';
}

/** `server.port=8080` without dashes, as some programs take it. */
function addAssignment(operand: TracedText, invocation: Invocation): void {
  const [option] = parseOptions([operand], {
    flagStyle: 'gnu',
    valued: new Set(),
    keyed: [],
    guessing: false,
  }).options;
  if (option) addOptionsByName([option], invocation);
}

function runRows(rows: readonly Program[], invocation: Invocation): Lasting {
  const lasting = rows.map((row) => runRow(row, invocation));
  if (lasting.includes('yes')) return 'yes';
  return lasting.includes('unknown') ? 'unknown' : 'no';
}

function runRow(row: Program, invocation: Invocation): Lasting {
  const { collector } = invocation;
  const before = collector.listens.length;
  addSockets(row, invocation);
  for (const target of row.targets) addTarget(target, invocation);
  addFiles(row, invocation);
  addOperands(row, invocation);
  addConfiguration(row, invocation);
  const ends = row.special && runSpecial(row.special, invocation);
  if (row.otherFlags === 'patterns') addOtherFlags(row, invocation);
  if (row.listens === 'open') leaveOpen(invocation);
  if (ends !== undefined) return ends === 'yes' ? 'no' : ends === 'no' ? 'yes' : 'unknown';
  if (row.lasts !== 'yes') return row.lasts;
  // `nc` and `iperf3` serve only with an option that says so.
  const conditional = row.sockets.some((socket) => socket.onlyWith !== undefined);
  return conditional && collector.listens.length === before ? 'no' : 'yes';
}

function addSockets(row: Program, invocation: Invocation): void {
  const [subcommand] = invocation.line.operands;
  if (subcommand && row.serves.length > 0 && !row.serves.includes(subcommand.text)) return;
  for (const socket of row.sockets) addSocket(socket, row, invocation);
}

function addFiles(row: Program, invocation: Invocation): void {
  for (const [name, use] of Object.entries(row.files))
    for (const option of optionsNamed(invocation, [name]))
      if (option.value) addAccess(invocation, option.value, { ...use, text: option.text });
  for (const [name, use] of Object.entries(row.fileVariables)) {
    const value = invocation.variables.get(name);
    if (value) addAccess({ ...invocation, source: 'variable' }, value, use);
  }
}

function addOperands(row: Program, invocation: Invocation): void {
  const { operands } = invocation.line;
  operands.forEach((operand, i) => {
    const isLast = i === operands.length - 1;
    const role =
      row.operands.first[i] ??
      (isLast && row.operands.last !== undefined ? row.operands.last : row.operands.rest);
    addOperand(operand, role, invocation);
  });
}

function addOperand(operand: TracedText, role: OperandRole, invocation: Invocation): void {
  switch (role) {
    case 'ignored':
      return;
    case 'read':
      addAccess(invocation, operand, { mode: 'read', target: 'file' });
      return;
    case 'test':
      addAccess(invocation, operand, { mode: 'read', target: 'file', manner: 'test' });
      return;
    case 'write':
      addAccess(invocation, operand, { mode: 'write', target: 'file' });
      return;
    case 'read-directory':
      addAccess(invocation, operand, { mode: 'read', target: 'directory' });
      return;
    case 'write-directory':
      addAccess(invocation, operand, { mode: 'write', target: 'directory' });
      return;
    case 'make-directory': {
      // One that is there already is left alone.
      const certainty = hasOption(invocation, ['-p', '--parents']) ? 'likely' : 'certain';
      addAccess(invocation, operand, {
        mode: 'write',
        target: 'directory',
        effect: 'directory',
        certainty,
      });
      return;
    }
    case 'attributes':
    case 'removal': {
      const recursive = hasOption(invocation, ['-r', '-R', '-rf', '--recursive']);
      const target = recursive ? 'directory' : 'file';
      // With `-f`, what is not there is no reason to fail.
      const forced = role === 'removal' && hasOption(invocation, ['-f', '--force']);
      const certainty = forced ? 'likely' : 'certain';
      addAccess(invocation, operand, { mode: 'write', target, effect: role, certainty });
    }
  }
}

function addConfiguration(row: Program, invocation: Invocation): void {
  for (const { value, text } of configurationsOf(row, invocation)) {
    const path = resolvePath(value.text, invocation.directory);
    if (!path || path.partial) {
      invocation.collector.leaveOpen();
      continue;
    }
    addAccess(invocation, value, { mode: 'read', target: 'file', text });
    invocation.collector.configuration({
      program: invocation.name,
      path: path.path,
      text: value,
    });
  }
}

function addOtherFlags(row: Program, invocation: Invocation): void {
  const named = valuedOptions(row);
  addOptionsByName(
    invocation.line.options.filter((option) => !named.has(option.name)),
    invocation,
  );
}

const valuedByRow = new WeakMap<Program, ReadonlySet<string>>();

function valuedOptions(row: Program): ReadonlySet<string> {
  const known = valuedByRow.get(row);
  if (known) return known;
  const names = new Set([
    ...row.valued,
    ...Object.keys(row.files),
    ...row.configuration,
    ...row.sockets.flatMap((socket) => [
      ...socket.portFlags,
      ...socket.addressFlags,
      ...socket.hostFlags,
    ]),
    ...row.targets.flatMap((target) => [
      ...target.hostFlags,
      ...target.portFlags,
      ...target.addressFlags,
    ]),
  ]);
  valuedByRow.set(row, names);
  return names;
}

function isDaemon(rows: readonly Program[], args: readonly TracedText[]): boolean {
  return rows.some(
    (row) =>
      row.daemonUnless.length > 0 &&
      !row.daemonUnless.some((text) => args.some((arg) => arg.text.includes(text))),
  );
}

/** What shells do themselves. */
const BUILTINS: ReadonlySet<string> = new Set([
  ':',
  '.',
  '[',
  '[[',
  'echo',
  'false',
  'kill',
  'printf',
  'pwd',
  'source',
  'test',
  'true',
  'type',
  'ulimit',
  'umask',
]);

function addProcess(
  invocation: Invocation,
  longRunning: Lasting,
  rows: readonly Program[],
  frame: Frame,
): void {
  if (BUILTINS.has(invocation.name)) return;
  const last = invocation.args.at(-1);
  const detaches = longRunning === 'yes' && !invocation.byImage && isDaemon(rows, invocation.args);
  const inScript = frame.source === 'script' && last && soleOrigin(last);
  invocation.collector.process({
    program: invocation.name,
    background: frame.background || detaches,
    longRunning,
    text: inScript ? through(invocation.word, last) : invocation.word,
  });
}
