import { selects } from '../kubernetes/defaults.ts';
import type { KeyValue, Service } from '../kubernetes/model.ts';
import { groupBy } from '../text/group-by.ts';
import { labelText } from './contribution.ts';
import type { Indexed } from './scope-index.ts';

/** Those of some Services that select pods with these labels, in their order. */
export type ServicesThatSelect = (labels: readonly KeyValue[]) => readonly Indexed<Service>[];

/**
 * Looks among Services that have a label of their selector in common. Where that is what all of a shop's have, each
 * of a thousand pods would be held against each of a thousand Services: of more than a few, only those are looked at
 * whose rarest label the pod has.
 */
export function servicesThatSelect(services: readonly Indexed<Service>[]): ServicesThatSelect {
  const among = (some: readonly Indexed<Service>[], labels: readonly KeyValue[]) =>
    some.filter(({ value }) => selects(value.selector ?? [], labels));
  if (services.length <= FEW) return (labels) => among(services, labels);
  const byRarest = groupBy(services, rarestLabel(services));
  const places = new Map(services.map((service, place) => [service, place]));
  const placeOf = (service: Indexed<Service>): number => places.get(service) ?? 0;
  return (labels) =>
    among(
      [...new Set(labels.map((label) => labelText([label])))].flatMap(
        (text) => byRarest.get(text) ?? [],
      ),
      labels,
    ).sort((a, b) => placeOf(a) - placeOf(b));
}

const FEW = 20;

/** The label of a Service's selector that the fewest of them have. */
function rarestLabel(services: readonly Indexed<Service>[]): (service: Indexed<Service>) => string {
  const textsOf = ({ value }: Indexed<Service>): readonly string[] =>
    (value.selector ?? []).map((label) => labelText([label]));
  const counts = new Map<string, number>();
  for (const text of services.flatMap(textsOf)) counts.set(text, (counts.get(text) ?? 0) + 1);
  const countOf = (text: string): number => counts.get(text) ?? 0;
  return (service) => textsOf(service).reduce((a, b) => (countOf(b) < countOf(a) ? b : a));
}
