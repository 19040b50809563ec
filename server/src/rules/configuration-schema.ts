import { SETTINGS } from './severity.ts';

/** What a value of `.podspace.yaml` can be. */
export type ConfigurationType =
  | { readonly kind: 'text'; readonly pattern?: string }
  | { readonly kind: 'port' | 'version' }
  | { readonly kind: 'choice'; readonly choices: readonly Choice[] }
  | { readonly kind: 'list'; readonly of: ConfigurationType }
  | { readonly kind: 'map'; readonly fields: ConfigurationFields };

export interface Choice {
  readonly value: string;
  readonly description: string;
}

export type ConfigurationFields = Readonly<Record<string, ConfigurationField>>;

export interface ConfigurationField {
  /** One sentence or more, as Markdown. */
  readonly description: string;
  readonly type: ConfigurationType;
  readonly required?: true;
}

/** How grave a rule can be set to be at most. */
export const SEVERITY_CHOICES: readonly Choice[] = SETTINGS.map((value) => ({
  value,
  description: {
    off: 'Not reported.',
    hint: 'Advice at the place; not listed among the problems.',
    information: 'At most a note.',
    warning: 'At most a warning.',
    error: 'An error where it is certain.',
  }[value],
}));

/**
 * All that a `.podspace.yaml` can say, given the rules that there are. The reader, the JSON schema, completion, hover and
 * docs/configuration.md come from it.
 */
export function configurationFields(rules: readonly RuleName[]): ConfigurationFields {
  const severity: ConfigurationType = { kind: 'choice', choices: SEVERITY_CHOICES };
  const rule = ({ id, summary }: RuleName): readonly [string, ConfigurationField] => [
    id,
    { description: `${summary}.`, type: severity },
  ];
  return {
    rules: {
      description:
        'How grave each rule is at most, or `off`. It lowers what the rule reports; what Podspace is less sure of stays milder, and no rule goes above its own severity.',
      type: { kind: 'map', fields: Object.fromEntries(rules.map(rule)) },
    },
    ...FIELDS,
  };
}

/** What the schema needs to know of a rule. */
export interface RuleName {
  readonly id: string;
  readonly summary: string;
}

const TEXTS: ConfigurationType = { kind: 'list', of: { kind: 'text' } };
const PATHS: ConfigurationType = { kind: 'list', of: { kind: 'text', pattern: '^/' } };

/** An image of one's own. */
export const IMAGE_FIELDS = {
  image: {
    description:
      'The image without its tag; `*` stands for anything, as in `registry.example.com/shop/*`.',
    type: { kind: 'text' },
    required: true,
  },
  ports: {
    description: 'All ports that it listens on: `8080`, or with a protocol as in `53/UDP`.',
    type: { kind: 'list', of: { kind: 'port' } },
  },
  reads: { description: 'Files and folders that it reads.', type: PATHS },
  writes: { description: 'Files and folders that it writes.', type: PATHS },
} satisfies ConfigurationFields;

/** A custom resource that holds pods. */
export const RESOURCE_FIELDS = {
  group: { description: 'The API group, without a version.', type: { kind: 'text' } },
  kind: { description: 'The kind, as in `Rollout`.', type: { kind: 'text' }, required: true },
  podSpecs: {
    description:
      'The keys from the top of the resource to each pod spec, with dots between: `spec.template.spec`.',
    type: TEXTS,
    required: true,
  },
} satisfies ConfigurationFields;

const FIELDS = {
  ignore: {
    description:
      'Patterns of files that are not checked, as in a `.gitignore`, relative to this file: `vendor/**`, `*.generated.yaml`.',
    type: TEXTS,
  },
  scopes: {
    description:
      'Files that are applied together beyond one folder: each scope is a list of patterns. A folder, and what a `kustomization.yaml` lists, is a scope without being named.',
    type: { kind: 'list', of: TEXTS },
  },
  kubernetesVersion: {
    description:
      'The oldest Kubernetes that the manifests are for, such as `1.29`. Fields that came later are reported and not offered. Where it is not written, the newest counts.',
    type: { kind: 'version' },
  },
  images: {
    description: 'What your own images listen on, read and write. Tags do not matter.',
    type: { kind: 'list', of: { kind: 'map', fields: IMAGE_FIELDS } },
  },
  customResources: {
    description: 'Custom resources that hold pod specs, and where.',
    type: { kind: 'list', of: { kind: 'map', fields: RESOURCE_FIELDS } },
  },
} satisfies ConfigurationFields;
