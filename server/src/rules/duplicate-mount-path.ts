import type { LinkedContainer, LinkedPod, ResolvedMount } from '../analysis/linked.ts';
import { removeItem } from '../yaml/edit.ts';
import { fixOf, inDocument } from './edits.ts';
import { lateness } from './refusal.ts';
import { defineRule } from './rule.ts';
import type { Fix } from './rule.ts';

export const duplicateMountPath = defineRule({
  meta: {
    id: 'duplicate-mount-path',
    severity: 'error',
    summary: 'A container has two mounts at one path',
    why: 'The API server refuses two mounts of a container whose `mountPath` is the same text. It does not notice that `/data` and `/data/` are one directory: then one of the two mounts hides the other.',
    source:
      'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#volumes-1',
    fix: 'safe',
    messages: {
      same: '"{container}" has another mount at {path}.{late}',
      hidden:
        '"{container}" has another mount at this directory, written as {other}: one of the two hides the other.',
    },
  },
  checkPod(pod, report) {
    for (const container of pod.containers) {
      const seen = new Map<string, ResolvedMount>();
      for (const mount of container.mounts) {
        const written = mount.mount.mountPath;
        const [asWritten, anyhow] = [`written ${written?.value ?? ''}`, `at ${mount.path}`];
        const first = seen.get(asWritten) ?? seen.get(anyhow);
        for (const key of [asWritten, anyhow]) if (!seen.has(key)) seen.set(key, mount);
        const before = first?.mount.mountPath;
        if (!first || !before || !written) continue;
        const same = before.value === written.value;
        report({
          at: written.span,
          message: same ? 'same' : 'hidden',
          data: {
            container: container.label,
            path: mount.path,
            other: before.value,
            late: lateness(pod),
          },
          certainty: same ? 'certain' : 'likely',
          related: [
            {
              document: pod.document,
              span: before.span,
              message: `The other mount at ${mount.path}`,
            },
          ],
          fixes: () => fixes(pod, container, mount, first),
        });
      }
    }
  },
});

/** Two mounts that are alike in all but spelling: the second can go. */
function fixes(
  pod: LinkedPod,
  container: LinkedContainer,
  mount: ResolvedMount,
  first: ResolvedMount,
): readonly Fix[] {
  const list = container.container.mountList;
  const alike =
    first.mount.name?.value === mount.mount.name?.value &&
    first.subPath === mount.subPath &&
    first.mount.subPathExpr?.value === mount.mount.subPathExpr?.value &&
    first.mount.readOnly?.value === mount.mount.readOnly?.value &&
    first.mount.node.pairs.length === mount.mount.node.pairs.length;
  const item = list?.items.find(({ value }) => value === mount.mount.node);
  if (!list || !item || !alike) return [];
  return fixOf('Remove this mount', true, [
    inDocument(pod.document, removeItem(pod.document.yaml, list, item)),
  ]);
}
