import { sliceTraced, traceNothing, UNKNOWN } from '../yaml/traced-text.ts';
import type { TracedText } from '../yaml/traced-text.ts';
import { addressOf, isPort, parseEndpoint } from './addresses.ts';
import type { AccessFact } from './facts.ts';
import { addAccess, hasOption, isPattern, optionsNamed } from './invocation.ts';
import type { Invocation } from './invocation.ts';
import { itemsOf } from './items.ts';
import type { Special } from './program-model.ts';
import { mannerOf } from './shell-tests.ts';
import { configurationListens } from './configuration.ts';
import { addJavaOption } from './java-options.ts';
import { addForwards } from './forwards.ts';
import { addSocatAddress } from './socat.ts';
import { baseName, numberIn } from './words.ts';

/** Reads a program whose operands need more than a table; gives whether it ends, where its row cannot tell. */
export function runSpecial(
  special: Special,
  invocation: Invocation,
): 'yes' | 'no' | 'unknown' | undefined {
  switch (special) {
    case 'tail':
      return runTail(invocation);
    case 'test':
      addTests(invocation);
      return 'yes';
    case 'copy':
      addCopy(invocation);
      return 'yes';
    case 'link':
      addLink(invocation);
      return 'yes';
    case 'git':
      addWorkTree(invocation);
      return 'yes';
    case 'clone':
      addClone(invocation);
      return 'yes';
    case 'envoy':
      addInlineConfiguration(invocation);
      return undefined;
    case 'forward':
      return addForwards(invocation);
    case 'java':
      for (const arg of invocation.args) {
        const evidence = { source: invocation.source, text: arg };
        addJavaOption(arg, evidence, 'certain', invocation.collector);
      }
      return 'no';
    case 'dd':
      addDd(invocation);
      return 'yes';
    case 'sed':
      addSed(invocation);
      return 'yes';
    case 'tar':
      addTar(invocation);
      return 'yes';
    case 'kill':
      addKill(invocation);
      return 'yes';
    case 'process-name':
      addProcessName(invocation);
      return 'yes';
    case 'process-list':
      invocation.collector.signal({
        program: 'ps',
        target: undefined,
        text: invocation.word,
        certainty: 'possible',
      });
      return 'yes';
    case 'nsenter':
      addNsenter(invocation);
      return 'unknown';
    case 'sleep':
      return invocation.args.some((arg) => arg.text.startsWith('inf')) ? 'no' : 'yes';
    case 'socat':
      for (const operand of invocation.line.operands) addSocatAddress(operand, invocation);
      return 'unknown';
    case 'sql-proxy':
      addInstances(invocation);
      addInstanceOperands(invocation);
      return 'no';
  }
}

/** `tail -f` ends if its file is not there yet; `-F` and `--retry` wait for it (coreutils manual, tail). */
function runTail(invocation: Invocation): 'yes' | 'no' {
  const retry = hasOption(invocation, ['-F', '--retry']);
  const follow = optionsNamed(invocation, ['-f', '--follow']).at(0);
  const manner = retry ? 'follow-retry' : follow ? 'follow' : 'plain';
  const flag = follow && !retry ? letterF(follow.text) : undefined;
  for (const operand of invocation.line.operands) {
    if (operand.text.startsWith('+')) continue;
    // A pattern is replaced once: `-F` would wait for a file that is called `*.log`.
    addAccess(invocation, operand, {
      mode: 'read',
      target: 'file',
      manner,
      ...(flag && !isPattern(operand.text) && { followFlag: flag }),
    });
  }
  return retry || follow ? 'no' : 'yes';
}

function letterF(option: TracedText): TracedText | undefined {
  const index = /^-[a-z\d+]*f/.exec(option.text)?.[0].length;
  return index === undefined ? undefined : sliceTraced(option, index - 1, index);
}

const FILE_TESTS = /^-[abcdefghkprsuwxGLNOS]$/;

/** `[ -f FILE ]`, `test ! -S FILE`, `[[ -e FILE && … ]]`. */
function addTests(invocation: Invocation): void {
  invocation.args.forEach((word, i) => {
    const operand = invocation.args[i + 1];
    if (!FILE_TESTS.test(word.text) || !operand || operand.text === ']') return;
    addAccess(invocation, operand, {
      mode: 'read',
      target: word.text === '-d' ? 'directory' : 'file',
      ...mannerOf(invocation.waiting),
    });
  });
}

function addCopy(invocation: Invocation): void {
  const moves = invocation.name === 'mv';
  const { operands } = invocation.line;
  const intoOption = hasOption(invocation, ['-t', '--target-directory']);
  const sources = intoOption ? operands : operands.slice(0, -1);
  const destination = intoOption ? undefined : operands.at(-1);
  const recursive = hasOption(invocation, ['-r', '-R', '-a', '--recursive', '--archive']);
  for (const source of sources) {
    const target = recursive || source.text.endsWith('/') ? 'directory' : 'file';
    addAccess(
      invocation,
      source,
      moves ? { mode: 'read', target: 'file' } : { mode: 'read', target },
    );
  }
  if (!destination || sources.length === 0) return;
  const asFile = sources.length === 1 && !recursive && isSameKind(sources[0], destination);
  addAccess(invocation, destination, { mode: 'write', target: asFile ? 'file' : 'directory' });
}

/** `cp a.conf /etc/b.conf` names a file; `cp tool /shared` mostly a directory. */
function isSameKind(source: TracedText | undefined, destination: TracedText): boolean {
  if (!source || destination.text.endsWith('/')) return false;
  const [from, to] = [baseName(source.text), baseName(destination.text)];
  return from === to || /\.\w+$/.test(to);
}

function addLink(invocation: Invocation): void {
  const { operands } = invocation.line;
  const [source] = operands;
  const link = operands.length > 1 ? operands.at(-1) : undefined;
  // Into a device: that is how images send log files to the container's output.
  if (!link || !source || /^\/(?:dev|proc)\//.test(source.text)) return;
  addAccess(invocation, link, { mode: 'write', target: 'file' });
}

/** `git -C DIRECTORY pull`: other commands only look. */
function addWorkTree(invocation: Invocation): void {
  const [command] = invocation.line.operands;
  if (!CHANGES_WORK_TREE.has(command?.text ?? '')) return;
  for (const { value } of optionsNamed(invocation, ['-C']))
    if (value) addAccess(invocation, value, { mode: 'write', target: 'directory' });
}

/** https://git-scm.com/docs/git, "High-level commands". */
const CHANGES_WORK_TREE: ReadonlySet<string> = new Set([
  'checkout',
  'clean',
  'clone',
  'fetch',
  'init',
  'lfs',
  'merge',
  'pull',
  'rebase',
  'reset',
  'restore',
  'sparse-checkout',
  'submodule',
  'switch',
]);

/** `git clone URL` without a directory makes one of the URL's last part. */
function addClone(invocation: Invocation): void {
  const [url, directory] = invocation.line.operands;
  if (!url || directory || invocation.directory === undefined) return;
  const name = baseName(url.text.replace(/(?<!\/)\/+$/, '')).replace(/\.git$/, '');
  if (name === '' || name.includes(UNKNOWN)) return;
  addAccess(invocation, traceNothing(name), { mode: 'write', target: 'directory', place: url });
}

/** `envoy --config-yaml YAML`. */
function addInlineConfiguration(invocation: Invocation): void {
  for (const { value } of optionsNamed(invocation, ['--config-yaml'])) {
    if (!value) continue;
    const { listens, complete } = configurationListens('envoy', '', value);
    if (!complete) invocation.collector.leaveOpen();
    for (const fact of listens)
      invocation.collector.listen({
        ...fact,
        evidence: { ...fact.evidence, source: invocation.source },
      });
  }
}

function addDd(invocation: Invocation): void {
  for (const word of invocation.args) {
    if (word.text.startsWith('if='))
      addAccess(invocation, sliceTraced(word, 3), { mode: 'read', target: 'file', text: word });
    if (word.text.startsWith('of='))
      addAccess(invocation, sliceTraced(word, 3), { mode: 'write', target: 'file', text: word });
  }
}

function addSed(invocation: Invocation): void {
  const inPlace = invocation.line.options.some((option) => /^(?:-i|--in-place)/.test(option.name));
  const scripted = hasOption(invocation, ['-e', '--expression', '-f', '--file']);
  const files = scripted ? invocation.line.operands : invocation.line.operands.slice(1);
  for (const file of files) {
    addAccess(invocation, file, { mode: 'read', target: 'file' });
    if (inPlace) addAccess(invocation, file, { mode: 'write', target: 'file', effect: 'change' });
  }
}

/** `tar xzf FILE -C DIR`, with or without the first dash. */
function addTar(invocation: Invocation): void {
  const bundled = invocation.args[0];
  const old = bundled && /^[A-Za-z]+$/.test(bundled.text) ? bundled.text : '';
  const letters =
    old + invocation.line.options.map((option) => option.name.replace(/^-/, '')).join(' ');
  const extracts = /x|extract|get/.test(letters);
  const archive = old.includes('f')
    ? invocation.line.operands[1]
    : optionsNamed(invocation, ['-f', '--file']).at(-1)?.value;
  const mode: AccessFact['mode'] = extracts || letters.includes('t') ? 'read' : 'write';
  if (archive) addAccess(invocation, archive, { mode, target: 'file' });
  for (const option of optionsNamed(invocation, ['-C', '--directory']))
    if (option.value)
      addAccess(invocation, option.value, {
        mode: extracts ? 'write' : 'read',
        target: 'directory',
        text: option.text,
      });
}

/** `kill $(cat FILE.pid)`; what `$(pidof NAME)` finds is told by the substitution itself. */
function addKill(invocation: Invocation): void {
  for (const operand of invocation.line.operands) {
    const number = numberIn(operand);
    if (number !== undefined && number > 1)
      invocation.collector.signal({
        program: 'kill',
        target: undefined,
        text: operand,
        certainty: 'possible',
      });
  }
}

function addProcessName(invocation: Invocation): void {
  const program = invocation.name;
  if (program !== 'pkill' && program !== 'killall' && program !== 'pidof' && program !== 'pgrep')
    return;
  const operands = invocation.line.operands.filter((operand) => !/^-?\d+$/.test(operand.text));
  for (const operand of operands) {
    if (operand.text.includes(UNKNOWN)) continue;
    const [word = ''] = operand.text.replace(/^\^|\$$|[[\]]/g, '').split(/[\s:]/);
    if (word === '') continue;
    invocation.collector.signal({
      program,
      target: baseName(word),
      text: operand,
      certainty: 'certain',
    });
  }
}

/** Process 1 of the node can be entered only with hostPID: that is another mistake's business. */
function addNsenter(invocation: Invocation): void {
  const target = optionsNamed(invocation, ['-t', '--target']).at(-1);
  // Without a target it enters namespaces by their files, which a mount may show.
  if (!target) return;
  invocation.collector.signal({
    program: 'nsenter',
    target: undefined,
    text: target.text,
    certainty: target.value?.text === '1' ? 'certain' : 'likely',
  });
}

/** `PROJECT:REGION:INSTANCE?port=5432`; each next instance without a port takes the next one after `--port`. */
function addInstanceOperands(invocation: Invocation): void {
  const first = optionsNamed(invocation, ['--port', '-p']).at(-1)?.value;
  const sockets = hasOption(invocation, ['--unix-socket', '-u']);
  const address = optionsNamed(invocation, ['--address', '-a']).at(-1)?.value?.text;
  for (const operand of invocation.line.operands) {
    const match = /[?&]port=(\d+)/.exec(operand.text);
    if (!match) {
      if (!first && !sockets) invocation.collector.leaveOpen();
      continue;
    }
    const end = match.index + match[0].length;
    const digits = sliceTraced(operand, end - (match[1]?.length ?? 0), end);
    const port = numberIn(digits);
    if (port === undefined || !isPort(port)) continue;
    const host = /[?&]address=([^&]+)/.exec(operand.text)?.[1] ?? address ?? '127.0.0.1';
    invocation.collector.listen({
      port,
      protocol: 'TCP',
      address: addressOf(host) ?? { type: 'loopback', family: 'v4' },
      certainty: 'certain',
      evidence: { source: invocation.source, text: operand },
      digits,
      reusesPort: false,
      purpose: 'service',
      program: invocation.name,
    });
  }
}

/** `-instances=project:region:name=tcp:5432` of the Cloud SQL proxy's first version; it listens on loopback. */
function addInstances(invocation: Invocation): void {
  for (const option of optionsNamed(invocation, ['--instances'])) {
    const { collector } = invocation;
    for (const instance of option.value ? itemsOf(option.value, /,/g, collector) : []) {
      const start = instance.text.search(/=tcp:/);
      const endpoint = start < 0 ? undefined : parseEndpoint(sliceTraced(instance, start + 5));
      if (endpoint?.port === undefined || !isPort(endpoint.port)) continue;
      invocation.collector.listen({
        port: endpoint.port,
        protocol: 'TCP',
        address: (endpoint.host && addressOf(endpoint.host.text)) ?? {
          type: 'loopback',
          family: 'v4',
        },
        certainty: 'certain',
        evidence: { source: invocation.source, text: option.text },
        digits: endpoint.digits,
        reusesPort: false,
        purpose: 'service',
        program: invocation.name,
      });
    }
  }
}
