import { mapField, textField } from '../kubernetes/fields.ts';
import { VALIDATION } from './refusal.ts';
import { defineRule } from './rule.ts';

export const stopSignalWithoutOs = defineRule({
  meta: {
    id: 'stop-signal-without-os',
    severity: 'warning',
    summary: 'A container has a stop signal, and its pod names no operating system',
    why: 'Which signals there are depends on the operating system, so `lifecycle.stopSignal` is refused without `spec.os.name`. The field stands behind the feature gate ContainerStopSignals; where that is off, it is dropped without a word.',
    source: VALIDATION,
    fix: 'none',
    messages: {
      missing:
        'A "stopSignal" needs "os.name" in the pod’s spec: without it the API server refuses the pod, where it knows the field at all.',
    },
  },
  checkPod(pod, report) {
    const os = mapField(pod.facts.pod.spec, 'os');
    const name = os && textField(os, 'name');
    if (name && name.value !== '') return;
    for (const { container, label } of pod.containers) {
      const lifecycle = mapField(container.node, 'lifecycle');
      const signal = lifecycle && textField(lifecycle, 'stopSignal');
      if (!signal || signal.value === '') continue;
      report({ at: signal.span, message: 'missing', certainty: 'likely', container: label });
    }
  },
});
