import type { LocatedText } from '../kubernetes/located.ts';
import { relatedTo, VALIDATION, withConsequence } from './refusal.ts';
import { defineRule } from './rule.ts';

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
    const { volumes } = pod.facts.pod;
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
      container.devices.forEach(({ name, devicePath }, index) => {
        const before = container.devices.slice(0, index);
        if (name) {
          const data = { name: name.value };
          const volume = volumes.find((entry) => entry.name?.value === name.value);
          if (volume && !isDevice(volume.source)) say(name, 'source', data);
          const twice = before.find((device) => device.name?.value === name.value)?.name;
          if (twice) say(name, 'twice', data, twice);
          const mounted = container.mounts.find((mount) => mount.name?.value === name.value)?.name;
          if (mounted) say(name, 'mounted', data, mounted);
        }
        if (devicePath) {
          const taken =
            before.find((device) => device.devicePath?.value === devicePath.value)?.devicePath ??
            container.mounts.find((mount) => mount.mountPath?.value === devicePath.value)
              ?.mountPath;
          if (taken) say(devicePath, 'path', { path: devicePath.value }, taken);
        }
      });
    }
  },
});

function isDevice(source: { readonly type: string; readonly field?: string }): boolean {
  return source.type === 'persistentVolumeClaim' || source.field === 'ephemeral';
}
