import type { YamlMap } from '../yaml/node.ts';
import { integerField, mapField, mapItems, textField } from './fields.ts';
import type { IngressRoute } from './model.ts';

/**
 * Where an Ingress leads, in the order of its text, what no rule takes last (kubernetes/api v0.36.3 networking/v1
 * types.go: IngressSpec). A backend that is no Service is left out.
 */
export function readRoutes(ingress: YamlMap): readonly IngressRoute[] {
  const spec = mapField(ingress, 'spec');
  if (!spec) return [];
  const rules = mapItems(spec, 'rules').flatMap((rule) => {
    const http = mapField(rule, 'http');
    const host = textField(rule, 'host');
    return (http ? mapItems(http, 'paths') : []).flatMap((path) =>
      route(mapField(path, 'backend'), { host, path: textField(path, 'path') }),
    );
  });
  return [
    ...rules,
    ...route(mapField(spec, 'defaultBackend'), { host: undefined, path: undefined }),
  ];
}

function route(
  backend: YamlMap | undefined,
  from: Pick<IngressRoute, 'host' | 'path'>,
): readonly IngressRoute[] {
  const target = backend && mapField(backend, 'service');
  const service = target && textField(target, 'name');
  if (!service) return [];
  const port = mapField(target, 'port');
  return [
    { ...from, service, port: port && (integerField(port, 'number') ?? textField(port, 'name')) },
  ];
}
