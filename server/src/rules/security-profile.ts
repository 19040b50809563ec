import type { LinkedPod } from '../analysis/linked.ts';
import { mapField, textField } from '../kubernetes/fields.ts';
import { isFragment } from '../kubernetes/fragment.ts';
import { holdsPlaceholder } from '../kubernetes/placeholder.ts';
import type { YamlMap } from '../yaml/node.ts';
import { pairOf } from '../yaml/node.ts';
import { relatedTo, VALIDATION, withConsequence } from './refusal.ts';
import { defineRule } from './rule.ts';

const PROFILES = { seccompProfile: 'seccomp', appArmorProfile: 'AppArmor' } as const;

export const securityProfile = defineRule({
  meta: {
    id: 'security-profile',
    severity: 'error',
    summary: 'A seccomp or AppArmor profile and its type do not go together',
    why: 'A profile of the node’s own, of `type: Localhost`, is named in `localhostProfile`; the other types name none.',
    source: VALIDATION,
    fix: 'none',
    messages: {
      absent:
        'A {technology} profile of type "Localhost" needs a "localhostProfile". {consequence}',
      unused:
        '"localhostProfile" goes with the type "Localhost", and this {technology} profile is of type "{type}". {consequence}',
      back: 'The path of a seccomp profile must not contain "..". {consequence}',
      padded: 'The name of an AppArmor profile has no blanks around it. {consequence}',
      absolute:
        'The path of a seccomp profile begins below the node’s directory of profiles, not with a slash. {consequence}',
    },
  },
  checkPod(pod, report) {
    for (const security of securityContextsOf(pod)) {
      for (const [field, technology] of Object.entries(PROFILES)) {
        const profile = mapField(security, field);
        const type = profile && textField(profile, 'type');
        if (!profile || !type || holdsPlaceholder(type.value)) continue;
        const pair = pairOf(profile, 'localhostProfile');
        const path = textField(profile, 'localhostProfile');
        const isEmpty = !pair?.value || (field === 'appArmorProfile' && path?.value.trim() === '');
        if (type.value === 'Localhost' && isEmpty) {
          report({
            at: type.span,
            message: 'absent',
            absent: 'anything',
            certainty: isFragment(pod.facts.resource) ? 'possible' : 'certain',
            data: withConsequence(pod, { technology }),
          });
        }
        if (type.value !== 'Localhost' && pair?.value) {
          report({
            at: pair.key.span,
            message: 'unused',
            certainty: 'certain',
            data: withConsequence(pod, { technology, type: type.value }),
            related: [relatedTo(pod, type.span, 'The type.')],
          });
        }
        if (
          type.value === 'Localhost' &&
          field === 'seccompProfile' &&
          path?.value.startsWith('/')
        ) {
          report({
            at: path.span,
            message: 'absolute',
            certainty: 'certain',
            data: withConsequence(pod),
          });
        }
        const wrong = type.value === 'Localhost' && path && wrongName(field, path.value);
        if (wrong)
          report({
            at: path.span,
            message: wrong,
            certainty: 'certain',
            data: withConsequence(pod),
          });
      }
    }
  },
});

function wrongName(field: string, path: string): 'back' | 'padded' | undefined {
  if (field === 'seccompProfile') return path.split('/').includes('..') ? 'back' : undefined;
  return path.trim() !== '' && path.trim() !== path ? 'padded' : undefined;
}

function securityContextsOf({ facts, containers }: LinkedPod): readonly YamlMap[] {
  return [facts.pod.spec, ...containers.map(({ container }) => container.node)].flatMap(
    (map) => mapField(map, 'securityContext') ?? [],
  );
}
