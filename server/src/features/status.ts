import { isKustomization } from '../analysis/kustomization.ts';
import type { SourceFile } from '../analysis/source-file.ts';
import type { Verdict } from '../kubernetes/model.ts';
import { templateLanguage } from '../kubernetes/template.ts';
import type { TemplateLanguage } from '../kubernetes/template.ts';
import { folderOf, foldersUpward, isWithin, relativePath } from '../text/uri.ts';
import { isConfigurationFile } from './configurations.ts';
import { makerOf } from './made-elsewhere.ts';
import type { Project } from './project.ts';
import { counted } from './tree-item.ts';
import type { ProblemCounts } from './tree-item.ts';

/**
 * - `checked`: what it holds of Kubernetes is checked.
 * - `template`: it, or what it stands for, has to be rendered first; `command` does that and checks the outcome.
 * - `patch`: it changes resources that stand elsewhere; `command` builds and checks them.
 * - `not-kubernetes`: no `apiVersion` and `kind`.
 * - `ignored`: `.podspace.yaml` leaves it out.
 * - `configuration`: it is a `.podspace.yaml`.
 * - `too-large`: past the size that is read.
 */
export type FileState =
  'checked' | 'template' | 'patch' | 'not-kubernetes' | 'ignored' | 'configuration' | 'too-large';

export interface FileStatus {
  readonly state: FileState;
  /** A few words: `2 pods checked: 1 error`. */
  readonly summary: string;
  /** A whole sentence more. */
  readonly detail: string;
  /** A command line, for a terminal in the workspace's folder, that checks what cannot be checked here. */
  readonly command?: string;
}

export const TOO_LARGE: FileStatus = {
  state: 'too-large',
  summary: 'Too large to check',
  detail: 'Podspace reads files of up to 10 MB and 20,000 documents.',
};

/** Whether the file is checked, with which problems, and if not, why not and what to do. */
export function fileStatus(
  project: Project,
  file: SourceFile,
  problems: ProblemCounts,
): FileStatus {
  if (isConfigurationFile(file.uri)) return CONFIGURATION;
  if (project.configurations.ignores(file.uri)) return IGNORED;
  const verdicts = file.documents.map(({ kubernetes }) => kubernetes.verdict);
  const count = (wanted: Verdict): number => verdicts.filter((one) => one === wanted).length;
  const made = madeElsewhere(project, file);
  if (made) return made;
  if (count('kubernetes') > 0) {
    const left = { templates: count('template'), patches: count('patch') };
    return checked(project, file, left, problems);
  }
  if (count('template') > 0) return template(project, file);
  if (count('patch') > 0) return patch(project, file);
  return NOT_KUBERNETES;
}

const CONFIGURATION: FileStatus = {
  state: 'configuration',
  summary: "Podspace's configuration",
  detail: 'It holds for the files of this folder and of all folders below it.',
};

const IGNORED: FileStatus = {
  state: 'ignored',
  summary: 'Not checked: ignored',
  detail: 'A pattern under "ignore" in .podspace.yaml leaves this file out.',
};

const NOT_KUBERNETES: FileStatus = {
  state: 'not-kubernetes',
  summary: 'Not Kubernetes',
  detail: 'No document of this file has both apiVersion and kind at its top.',
};

function checked(
  project: Project,
  file: SourceFile,
  { templates, patches }: { readonly templates: number; readonly patches: number },
  problems: ProblemCounts,
): FileStatus {
  const pods = file.documents.reduce((sum, document) => sum + document.pods.length, 0);
  const left = [
    ...(templates > 0 ? [`${documents(templates)} must be rendered first`] : []),
    ...(patches > 0 ? [`${documents(patches)} only change other resources`] : []),
  ];
  const command =
    templates > 0
      ? renderCommand(project, file, languageOf(file))
      : patches > 0
        ? buildCommand(project, file)
        : undefined;
  return {
    state: 'checked',
    summary: [
      pods === 0 ? 'Checked, no pods' : `${counted(pods, 'pod')} checked`,
      problemText(problems),
    ]
      .filter(Boolean)
      .join(': '),
    detail:
      left.length > 0
        ? `Not all of it: ${left.join(', and ')}.`
        : 'Podspace checks what the containers of each pod share, and what they do not.',
    ...(command !== undefined && { command }),
  };
}

/** A file of which nothing but a release of a chart, or the like, is to be said: its pods are written somewhere else. */
function madeElsewhere(project: Project, file: SourceFile): FileStatus | undefined {
  const whole = file.documents.filter(({ kubernetes }) => kubernetes.verdict !== 'empty');
  const makers = whole.map(({ chunk }) => makerOf(chunk.text));
  const [maker] = makers;
  if (!maker || makers.includes(undefined)) return undefined;
  return {
    state: 'template',
    summary: `Pods not checked: they come from ${maker.source}`,
    detail: `A ${maker.kind} holds no pods itself. Render ${maker.source}, and check what comes out.`,
    command: `${maker.render(quoted(shellPath(project, file.uri)))} | podspace check -`,
  };
}

/** As the Problems view counts them: hints are not among them. */
function problemText({ errors, warnings, others }: ProblemCounts): string {
  return [
    errors > 0 ? counted(errors, 'error') : '',
    warnings > 0 ? counted(warnings, 'warning') : '',
    others > 0 ? counted(others, 'note') : '',
  ]
    .filter(Boolean)
    .join(', ');
}

function documents(count: number): string {
  return count === 1 ? 'one document' : `${count} documents`;
}

function template(project: Project, file: SourceFile): FileStatus {
  const language = languageOf(file);
  const command = renderCommand(project, file, language);
  return {
    state: 'template',
    summary: 'Not checked: a template',
    detail: language === undefined ? RENDERED : DETAILS[language],
    ...(command !== undefined && { command }),
  };
}

const RENDERED =
  'A template has to be rendered before it can be checked: run the command in a terminal, or pipe what your tool renders into "podspace check -".';
const DETAILS: Readonly<Record<TemplateLanguage, string>> = {
  braces: RENDERED,
  ytt: RENDERED,
  format:
    'Names in braces stand for what a program fills in, so it cannot be checked yet: pipe what comes out into "podspace check -".',
  freemarker:
    'FreeMarker has to render it before it can be checked: pipe what comes out into "podspace check -".',
  at: 'Names between at signs stand for what a script fills in, so it cannot be checked yet: pipe what comes out into "podspace check -".',
};

function languageOf(file: SourceFile): TemplateLanguage | undefined {
  for (const { kubernetes, chunk } of file.documents) {
    const language = kubernetes.verdict === 'template' ? templateLanguage(chunk.text) : undefined;
    if (language !== undefined) return language;
  }
  return undefined;
}

function patch(project: Project, file: SourceFile): FileStatus {
  return {
    state: 'patch',
    summary: 'Not checked: a patch',
    detail:
      'It holds only what it changes of other resources. Build them together, and check what comes out.',
    command: buildCommand(project, file),
  };
}

/** Undefined where no command renders the language. Helm keeps a chart's templates in `templates` beside its Chart.yaml. */
function renderCommand(
  project: Project,
  file: SourceFile,
  language: TemplateLanguage | undefined,
): string | undefined {
  if (language === 'ytt') {
    const folder = shellPath(project, folderOf(file.uri) ?? '') || '.';
    return `ytt -f ${quoted(folder)} | podspace check -`;
  }
  if (language !== 'braces') return undefined;
  const path = shellPath(project, file.uri);
  const chart = /^(?:(.*)\/)?templates\//.exec(path);
  return chart
    ? `helm template ${quoted(chart[1] ?? '.')} | podspace check -`
    : `helm template CHART | podspace check -`;
}

function buildCommand(project: Project, file: SourceFile): string {
  const above = foldersUpward(folderOf(file.uri) ?? '');
  const kustomizations = new Set(
    [...project.snapshot.files.keys()].filter(isKustomization).map(folderOf),
  );
  const folder = above.find((one) => kustomizations.has(one));
  const path = folder === undefined ? 'FOLDER' : quoted(shellPath(project, folder) || '.');
  return `kustomize build ${path} | podspace check -`;
}

function shellPath({ folders }: Project, uri: string): string {
  const folder = folders.find((root) => isWithin(root, uri));
  return (folder === undefined ? undefined : relativePath(folder, uri)) ?? uri;
}

function quoted(path: string): string {
  return /^[\w./@%+=:,-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
