import type { KnownImage } from '../kubernetes/images.ts';
import type { Collector } from './collector.ts';
import { configurationFiles, configurationListens, replacesDefaults } from './configuration.ts';
import type { AccessFact } from './facts.ts';

/**
 * Where a script writes a server's configuration before it starts the server, what it writes decides: read it if the
 * script holds the text (`echo … > FILE`, `cat <<EOF > FILE`), else give the default ports up (`sed -i`, `cp`).
 */
export function applyWrittenConfiguration(
  collector: Collector,
  known: KnownImage | undefined,
): void {
  for (const program of collector.programs) {
    const named = collector.configurations
      .filter((use) => use.program === program)
      .map((use) => use.path);
    const read = [...configurationFiles(program).map((file) => file.path), ...named];
    for (const access of collector.accesses) {
      if (!writes(access) || !read.some((path) => isBelow(access.path, path))) continue;
      const text = collector.written.get(access.path);
      if (!text) {
        giveUp(collector, known);
        continue;
      }
      if (named.includes(access.path) || replacesDefaults(program, access.path, text.text))
        dropDefaults(program, collector, known);
      for (const fact of configurationListens(program, access.path, text))
        collector.listen({ ...fact, evidence: { ...fact.evidence, source: 'script' } });
    }
  }
}

function writes(access: AccessFact): boolean {
  return access.mode === 'write' && access.effect === undefined && access.target === 'file';
}

function giveUp(collector: Collector, known: KnownImage | undefined): void {
  collector.incomplete = true;
  for (const port of known?.ports ?? []) if (port.configured) collector.moved.add(port.port);
}

function dropDefaults(program: string, collector: Collector, known: KnownImage | undefined): void {
  for (const port of known?.ports ?? []) if (port.configured) collector.moved.add(port.port);
  collector.dropDefaults(program);
}

function isBelow(path: string, directory: string): boolean {
  return path === directory || path.startsWith(`${directory}/`);
}
