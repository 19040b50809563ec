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
    const volumes = firstBy(pod.facts.pod.volumes, ({ name }) => name);
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
      const named = firstBy(container.devices, ({ name }) => name);
      const placed = firstBy(container.devices, ({ devicePath }) => devicePath);
      const mountsByName = firstBy(container.mounts, ({ name }) => name);
      const mountsByPath = firstBy(container.mounts, ({ mountPath }) => mountPath);
      for (const device of container.devices) {
        const { name, devicePath } = device;
        if (name) {
          const data = { name: name.value };
          const volume = volumes.get(name.value);
          if (volume && !isDevice(volume.source)) say(name, 'source', data);
          const first = named.get(name.value);
          if (first !== device) say(name, 'twice', data, first?.name);
          const mounted = mountsByName.get(name.value);
          if (mounted) say(name, 'mounted', data, mounted.name);
        }
        if (devicePath) {
          const first = placed.get(devicePath.value);
          const taken =
            first === device ? mountsByPath.get(devicePath.value)?.mountPath : first?.devicePath;
          if (taken) say(devicePath, 'path', { path: devicePath.value }, taken);
        }
      }
    }
  },
});

/** The first of each text; items without one are left out. */
function firstBy<T>(
  items: readonly T[],
  textOf: (item: T) => LocatedText | undefined,
): ReadonlyMap<string, T> {
  const first = new Map<string, T>();
  for (const item of items) {
    const text = textOf(item)?.value;
    if (text !== undefined && !first.has(text)) first.set(text, item);
  }
  return first;
}

function isDevice(source: { readonly type: string; readonly field?: string }): boolean {
  return source.type === 'persistentVolumeClaim' || source.field === 'ephemeral';
}
