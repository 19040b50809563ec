import { mapField, textField } from './fields.ts';
import type { ContainerPort, KeyValue, Pod, ServicePort } from './model.ts';
import type { Located } from './located.ts';

/** What Kubernetes takes for a field that is not written (pkg/apis/core/v1/defaults.go, v1.35). */
export function protocolOf(port: ContainerPort | ServicePort): 'TCP' | 'UDP' | 'SCTP' {
  const written = port.protocol?.value;
  return written === 'UDP' || written === 'SCTP' ? written : 'TCP';
}

export function usesHostNetwork(pod: Pod): boolean {
  return pod.hostNetwork?.value === true;
}

/** One PID namespace for all containers: asked for, or the node's. */
export function sharesProcesses(pod: Pod): boolean {
  return pod.shareProcessNamespace?.value === true || pod.hostPID?.value === true;
}

/** The port that a Service sends to: `targetPort`, else `port` itself. */
export function targetPortOf(port: ServicePort): Located<number | string> | undefined {
  return port.targetPort ?? port.port;
}

export function labelValue(values: readonly KeyValue[], key: string): string | undefined {
  return values.find((entry) => entry.key.value === key)?.value?.value;
}

/** Whether every pair of the selector is among the labels. An empty selector matches everything. */
export function selects(selector: readonly KeyValue[], labels: readonly KeyValue[]): boolean {
  return selector.every((wanted) => {
    const value = wanted.value?.value;
    return value !== undefined && labelValue(labels, wanted.key.value) === value;
  });
}

/** A pod for Windows nodes, whose containers have other paths, namespaces and network rules. */
export function isWindows(pod: Pod): boolean {
  const os = mapField(pod.spec, 'os');
  if (os && textField(os, 'name')?.value === 'windows') return true;
  return ['kubernetes.io/os', 'beta.kubernetes.io/os'].some(
    (key) => labelValue(pod.nodeSelector, key) === 'windows',
  );
}
