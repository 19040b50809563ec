/**
 * The page about an image: on Docker Hub, Quay or GitHub, where its address follows from the reference. Undefined for
 * other registries, and for references that are not plain.
 */
export function imagePage(reference: string): string | undefined {
  const match = REFERENCE.exec(reference.trim());
  if (!match) return undefined;
  const [, registry = 'docker.io', path = ''] = match;
  const [owner = '', name, ...rest] = path.split('/');
  if (rest.length > 0) return undefined;
  switch (registry) {
    case 'docker.io':
    case 'index.docker.io':
    case 'registry-1.docker.io':
      if (name === undefined) return `https://hub.docker.com/_/${owner}`;
      return owner === 'library'
        ? `https://hub.docker.com/_/${name}`
        : `https://hub.docker.com/r/${owner}/${name}`;
    case 'quay.io':
      return name === undefined ? undefined : `https://quay.io/repository/${owner}/${name}`;
    case 'ghcr.io':
      // The registry itself leads browsers to the package's page.
      return name === undefined ? undefined : `https://ghcr.io/${owner}/${name}`;
    default:
      return undefined;
  }
}

/** Registry, path, tag and digest (distribution/reference, regexp.go). A registry has a dot or a port, or is localhost. */
const REFERENCE =
  /^(?:((?:[\w-]+\.)+[\w-]+(?::\d+)?|[\w-]+:\d+|localhost)\/)?([a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*)(?::\w[\w.-]{0,127})?(?:@[a-z0-9]+:[0-9a-f]+)?$/;
