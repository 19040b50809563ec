import { isWindows } from '../kubernetes/defaults.ts';
import { booleanField, integerField, mapField } from '../kubernetes/fields.ts';
import { userOfImage } from '../kubernetes/images.ts';
import { valueOf } from '../yaml/node.ts';
import { relatedTo } from './refusal.ts';
import { defineRule } from './rule.ts';

export const runsAsRoot = defineRule({
  meta: {
    id: 'runs-as-root',
    severity: 'error',
    summary: 'A container must not run as root, and would',
    why: 'With `runAsNonRoot: true` the kubelet starts a container only if its user’s number is known and is not 0. The number is `runAsUser`, the container’s before the pod’s, else what the image says. An image that names its user by a word does not say the number. The API server accepts the pod; the container waits with CreateContainerConfigError.',
    source:
      'https://github.com/kubernetes/kubernetes/blob/v1.35.4/pkg/kubelet/kuberuntime/security_context_others.go',
    fix: 'none',
    messages: {
      zero: 'User 0 is root, and "runAsNonRoot" forbids it: the container cannot be started.',
      image:
        'The image "{image}" runs as root, and "runAsNonRoot" forbids it: without a "runAsUser" the container cannot be started.',
      named:
        'The image "{image}" runs as the user "{user}", a name that "runAsNonRoot" cannot judge: without a "runAsUser" the container cannot be started.',
    },
  },
  checkPod(pod, report) {
    const { spec } = pod.facts.pod;
    if (isWindows(pod.facts.pod)) return;
    const ofPod = mapField(spec, 'securityContext');
    for (const { container } of pod.containers) {
      const own = mapField(container.node, 'securityContext');
      const levels = [own, ofPod].flatMap((level) => level ?? []);
      const nonRoot = levels.flatMap((level) => booleanField(level, 'runAsNonRoot') ?? [])[0];
      if (nonRoot?.value !== true) continue;
      const related = [relatedTo(pod, nonRoot.span, 'Root is forbidden here.')];
      const users = levels.filter((level) => valueOf(level, 'runAsUser'));
      const user = users[0] && integerField(users[0], 'runAsUser');
      if (user?.value === 0) {
        report({ at: user.span, message: 'zero', certainty: 'certain', related });
      }
      if (users.length > 0 || !container.image) continue;
      const known = userOfImage(container.image.value);
      if (known === undefined) continue;
      report({
        at: container.image.span,
        message: known === 'root' ? 'image' : 'named',
        absent: 'anything',
        certainty: 'likely',
        data: { image: container.image.value, user: known },
        related,
      });
    }
  },
});
