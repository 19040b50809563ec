import { partAt, podId, podLookedAt, podMap, podsIn, sourcesOf } from '../features/pod-map.ts';
import type { PlacedMap } from '../features/pod-map.ts';
import type { DiagnosticContext } from './diagnostics.ts';
import { toLocations } from './place.ts';
import type { PlacedPodMap, PodMapParams } from './protocol.ts';
import type { Disposable, Timers } from './runtime.ts';
import { normalUri } from './uri.ts';

/** So long after the last change the client hears that its map is out of date. */
const CALM = 100;

export interface PodMapViewParts {
  readonly timers: Timers;
  readonly context: () => DiagnosticContext;
  readonly changed: () => void;
}

/** The Pod Map of one client, which asks for a pod's map and hears when it changes. */
export class PodMapView {
  readonly #parts: PodMapViewParts;
  #shown: { readonly params: PodMapParams; readonly digest: string } | undefined;
  #calm: Disposable | undefined;

  constructor(parts: PodMapViewParts) {
    this.#parts = parts;
  }

  /** Null for a file without pods. */
  map(params: PodMapParams): PlacedPodMap | null {
    const map = mapAt(this.#parts.context(), params);
    this.#shown = { params, digest: JSON.stringify(map) };
    return map;
  }

  /** Something may have changed: tells the client if the map did, once things are calm. */
  refresh(): void {
    if (!this.#shown) return;
    this.#calm?.dispose();
    this.#calm = this.#parts.timers.after(CALM, () => this.#compare());
  }

  dispose(): void {
    this.#calm?.dispose();
  }

  #compare(): void {
    if (!this.#shown) return;
    const { params, digest } = this.#shown;
    const now = JSON.stringify(mapAt(this.#parts.context(), params));
    if (now === digest) return;
    this.#shown = { params, digest: now };
    this.#parts.changed();
  }
}

function mapAt(
  context: DiagnosticContext,
  { uri, position, pod: before }: PodMapParams,
): PlacedPodMap | null {
  const { project, converter } = context;
  const file = project.snapshot.file(normalUri(uri));
  if (!file) return null;
  const pods = podsIn(project.snapshot, file);
  const place = position && converter.placeAt(file, position);
  const at = place && { document: file.documents[place.index], offset: place.offset };
  const pod = podLookedAt(pods, at, before);
  if (!pod) return null;
  const placed = podMap(sourcesOf(project), pod);
  const part = at?.document === pod.document ? partAt(pod, placed, at.offset) : undefined;
  return {
    map: placed.map,
    places: placesOf(context, placed),
    pods: pods.map((one) => podId(one)),
    ...(part !== undefined && { part }),
  };
}

function placesOf(context: DiagnosticContext, { places }: PlacedMap): PlacedPodMap['places'] {
  return Object.fromEntries(
    [...places].flatMap(([id, place]) => {
      const [location] = toLocations(context, [place]);
      return location ? [[id, location]] : [];
    }),
  );
}
