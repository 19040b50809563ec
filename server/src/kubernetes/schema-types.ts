/** The shape of one field's value, as the API takes it. */
export type SchemaType =
  | { readonly kind: PlainKind }
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  | { readonly kind: 'object'; readonly definition: string }
  | { readonly kind: 'list'; readonly of: SchemaType }
  | { readonly kind: 'map'; readonly of: SchemaType };

export type PlainKind =
  'string' | 'integer' | 'boolean' | 'quantity' | 'int-or-string' | 'base64' | 'any';

export interface SchemaField {
  readonly type: SchemaType;
  readonly required?: true;
}

export interface SchemaDefinition {
  readonly fields: Readonly<Record<string, SchemaField>>;
}

/** What the build writes into `generated/structure.js`. */
export interface SchemaStructure {
  readonly definitions: Readonly<Record<string, SchemaDefinition>>;
  /** `v1/Pod` or `apps/v1/Deployment` → the name of its definition. */
  readonly roots: Readonly<Record<string, string>>;
}

/** What a precompiled validator reports; ajv's error object without its words. */
export interface ValidatorFault {
  /** A JSON pointer. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/**
 * Code made by ajv at build time: true if the data is valid, else `errors` holds every fault.
 *
 * @public `generated/validators.d.ts` uses it.
 */
export interface Validator {
  (data: unknown): boolean;
  errors?: readonly ValidatorFault[] | null;
}
