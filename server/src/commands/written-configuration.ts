import type { KnownImage } from '../kubernetes/images.ts';
import type { Collector } from './collector.ts';
import { configurationFiles, configurationListens, replacesDefaults } from './configuration.ts';
import { weaker } from './certainty.ts';
import type { AccessFact, Certainty } from './facts.ts';

/**
 * Where a script writes a server's configuration before it starts the server, what it writes decides: read it if the
 * script holds the text (`echo … > FILE`, `cat <<EOF > FILE`), else give the default ports up (`sed -i`, `cp`).
 */
export function applyWrittenConfiguration(
  collector: Collector,
  known: KnownImage | undefined,
): void {
  for (const [program, certainty] of collector.programs) {
    const named = collector.configurations
      .filter((use) => use.program === program)
      .map((use) => use.path);
    const read = [...configurationFiles(program).map((file) => file.path), ...named];
    const seen = new Set<string>();
    for (const access of collector.accesses) {
      // What is written to one file in many steps is read once, as a whole.
      const step = `${access.path} ${access.certainty} ${access.target}`;
      if (seen.has(step)) continue;
      if (!writes(access) || !read.some((path) => isBelow(access.path, path))) continue;
      seen.add(step);
      const text = collector.written.get(access.path);
      if (!text) {
        giveUp(collector, known);
        continue;
      }
      if (named.includes(access.path) || replacesDefaults(program, access.path, text.text))
        dropDefaults(program, access.certainty, collector, known);
      const written = collector.capped(weaker(access.certainty, certainty));
      const { listens, complete } = configurationListens(program, access.path, text);
      if (!complete) collector.leaveOpen();
      for (const fact of listens)
        written.listen({ ...fact, evidence: { ...fact.evidence, source: 'script' } });
    }
  }
}

function writes(access: AccessFact): boolean {
  if (access.mode !== 'write' || access.target !== 'file') return false;
  return access.effect === undefined || access.effect === 'change';
}

function giveUp(collector: Collector, known: KnownImage | undefined): void {
  collector.leaveOpen();
  for (const port of known?.ports ?? []) if (port.configured) collector.move(port.port);
}

/** A file that is written only under a condition leaves the defaults possible. */
function dropDefaults(
  program: string,
  written: Certainty,
  collector: Collector,
  known: KnownImage | undefined,
): void {
  for (const port of known?.ports ?? [])
    if (port.configured) collector.capped(written).move(port.port);
  if (written !== 'possible') collector.dropDefaults(program);
  else
    collector.doubt(
      (fact) => fact.program === program && fact.evidence.source === 'program-default',
    );
}

function isBelow(path: string, directory: string): boolean {
  return path === directory || path.startsWith(`${directory}/`);
}
