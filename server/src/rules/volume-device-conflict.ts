import type { LocatedText } from '../kubernetes/located.ts';
import { relatedTo, VALIDATION, withConsequence } from './refusal.ts';
import { defineRule } from './rule.ts';
import { groupBy } from '../text/group-by.ts';

export const volumeDeviceConflict = defineRule({
  meta: {
    id: 'volume-device-conflict',
    severity: 'error',
    summary: 'A raw block device is taken twice, or from a volume that has none',
    why: '`volumeDevices` gives a container the raw device of a claim. Only a persistentVolumeClaim or an ephemeral volume has one, and a container cannot have it twice, nor as a device and a file system at once.',
    source: VALIDATION,
    fix: 'none',
    messages: {
      source:
        'Volume "{name}" is no claim: only a persistentVolumeClaim or an ephemeral volume can be a raw block device. {consequence}',
      twice: 'Volume "{name}" is used twice as a device of this container. {consequence}',
      mounted: 'Volume "{name}" is mounted as a file system in this container. {consequence}',
      path: 'The path "{path}" is taken in this container. {consequence}',
    },
  },
  checkPod(pod, report) {
    const volumes = groupBy(pod.facts.pod.volumes, ({ name }) => name?.value);
    for (const { container } of pod.containers) {
      const say = (
        at: LocatedText,
        message: string,
        data: Readonly<Record<string, string>>,
        other?: LocatedText,
      ): void =>
        report({
          at: at.span,
          message,
          certainty: 'certain',
          data: withConsequence(pod, data),
          related: other ? [relatedTo(pod, other.span, 'Taken here.')] : [],
        });
      const named = groupBy(container.devices, ({ name }) => name?.value);
      const placed = groupBy(container.devices, ({ devicePath }) => devicePath?.value);
      const mountsByName = groupBy(container.mounts, ({ name }) => name?.value);
      const mountsByPath = groupBy(container.mounts, ({ mountPath }) => mountPath?.value);
      for (const device of container.devices) {
        const { name, devicePath } = device;
        if (name) {
          const data = { name: name.value };
          const volume = volumes.get(name.value)?.[0];
          if (volume && !isDevice(volume.source)) say(name, 'source', data);
          const first = named.get(name.value)?.[0];
          if (first !== device) say(name, 'twice', data, first?.name);
          const mounted = mountsByName.get(name.value)?.[0];
          if (mounted) say(name, 'mounted', data, mounted.name);
        }
        if (devicePath) {
          const first = placed.get(devicePath.value)?.[0];
          const taken =
            first === device
              ? mountsByPath.get(devicePath.value)?.[0]?.mountPath
              : first?.devicePath;
          if (taken) say(devicePath, 'path', { path: devicePath.value }, taken);
        }
      }
    }
  },
});

function isDevice(source: { readonly type: string; readonly field?: string }): boolean {
  return source.type === 'persistentVolumeClaim' || source.field === 'ephemeral';
}
