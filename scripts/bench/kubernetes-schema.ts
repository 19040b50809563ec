import { readSchema } from '../schema/write.ts';
import { toJsonSchema } from '../schema/json-schema.ts';

/** The schema that Podspace checks with, as other tools take it: one of its kinds, by apiVersion and kind. */
export function kubernetesSchema(packages: string): string {
  const model = readSchema(packages);
  const { definitions } = toJsonSchema(model);
  const oneOf = Object.entries(model.roots).map(([root, definition]) => {
    const slash = root.lastIndexOf('/');
    return {
      required: ['apiVersion', 'kind'],
      properties: {
        apiVersion: { enum: [root.slice(0, slash)] },
        kind: { enum: [root.slice(slash + 1)] },
      },
      allOf: [{ $ref: `#/definitions/${definition}` }],
    };
  });
  return JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', definitions, oneOf });
}
