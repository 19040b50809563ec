/**
 * What has to be rendered before Kubernetes can read it: `braces` of Helm, Go or Jinja, names for Python's `format`,
 * annotations of ytt (carvel.dev/ytt/docs/latest/lang-ref-annotation), directives of FreeMarker
 * (freemarker.apache.org/docs/ref_directives.html), or names between `at` signs for `sed` or CMake's `configure_file`.
 */
export type TemplateLanguage = 'braces' | 'format' | 'ytt' | 'freemarker' | 'at';

/**
 * The language of a template, undefined for other texts. Braces inside a scalar that is text all the same (a Prometheus
 * rule in a ConfigMap, an argument such as `--format={{json .}}`) do not make a template: only a document whose
 * structure they break, or in which a whole plain value is one, has to be rendered first.
 */
export function templateLanguage(text: string): TemplateLanguage | undefined {
  // Most documents are none, and are not gone through line by line.
  const maybe = LANGUAGES.filter(({ mayBe, pattern }) => mayBe(text) && pattern.test(text));
  if (maybe.length === 0) return undefined;
  const outside = withoutBlockScalars(text);
  return maybe.find(({ pattern }) => pattern.test(outside))?.language;
}

const LANGUAGES: readonly {
  readonly language: TemplateLanguage;
  /** Whether the text holds what none is without, which is found sooner than that the pattern does not fit. */
  readonly mayBe: (text: string) => boolean;
  readonly pattern: RegExp;
}[] = [
  {
    language: 'braces',
    mayBe: (text) => text.includes('{{'),
    pattern: /^[ \t]*(?:-[ \t]+)?(?:[\w./-]+:[ \t]*)?["']?\{\{[-~]?\s*[\w.$"'(/#%*!`]/m,
  },
  {
    // YAML reads `{name}` as a map with a key and no value, which nobody writes there, not even on the way to another;
    // text that follows it, as in `{PREFIX}.16`, makes it no YAML.
    language: 'format',
    mayBe: (text) => text.includes('}') && /\{[A-Za-z_]/.test(text),
    pattern:
      /^[ \t]*(?:-[ \t]+)?(?:(?:name|namespace):[ \t]*\{[A-Za-z_][\w.]*\}|[\w./-]+:[ \t]*(?:\{[A-Za-z_][\w.]*\[\w+\]\}|\{[A-Za-z_]\w*\}[\w.:/-]))/m,
  },
  {
    language: 'ytt',
    mayBe: (text) => text.includes('#@'),
    pattern: /^[ \t]*(?:-[ \t]+)?(?:[\w./"'-]+:[ \t]*)?#@(?:[ \t]|[a-z]+\/)/m,
  },
  {
    language: 'freemarker',
    mayBe: (text) => text.includes('<#'),
    pattern: /^[ \t]*<#(?:assign|if|import|include|list|macro|noparse)[ \t>]/m,
  },
  {
    // No plain value of YAML begins with the sign; in quotes it is a value like any other.
    language: 'at',
    // What begins with a blank is slow to look for.
    mayBe: (text) => text.includes('@') && text.includes(' @'),
    pattern: /^[ \t]*(?:-[ \t]+)?(?:[\w./-]+:[ \t]+)?@[A-Za-z_]\w*@/m,
  },
];

/** The text with the lines of block scalars left out, by indentation alone. */
function withoutBlockScalars(text: string): string {
  const kept: string[] = [];
  let blockIndent: number | undefined;
  for (const line of text.split('\n')) {
    const indent = line.search(/\S/);
    if (blockIndent !== undefined) {
      if (indent < 0 || indent > blockIndent) continue;
      blockIndent = undefined;
    }
    if (/(?::|-)[ \t]+[|>][-+0-9]*[ \t]*(?:#.*)?\r?$/.test(line)) blockIndent = indent;
    kept.push(line);
  }
  return kept.join('\n');
}
