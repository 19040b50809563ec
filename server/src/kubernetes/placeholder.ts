/*
 * What a tool puts a value for before kubectl sees it: `$(NAME)`, `${NAME}`, `$NAME`, `@NAME@`, `__NAME__`, `%(name)s`,
 * `{NAME}`, `<NAME>`, `<path:store/item#key>`, `ref+vault://store/item`, `_` where Kustomize puts a namespace; and what SOPS has
 * encrypted, `ENC[AES256_GCM,…]`, which it decrypts again.
 */

/** Whether a text is nothing else. */
export function isPlaceholder(text: string): boolean {
  return /^(?:_|ref\+\w+:.*|\$[({\w].*|@\w+@|__[A-Z]\w*__|%\(?\w+\)?[sd%]|<\w[\w .:/#|-]*>|ENC\[AES256_GCM,.*\])$/.test(
    text,
  );
}

/** Whether one stands anywhere in a text. */
export function holdsPlaceholder(text: string): boolean {
  return /^_$|\{[A-Z][A-Z\d_]*\}|^ref\+\w+:|\$[({\w]|\{\{|@\w+@|__[A-Z]\w*__|<\w[\w .:/#|-]*>|^ENC\[AES256_GCM,|%\(?\w+\)?[sd%]/.test(
    text,
  );
}

/** Whether two names are the same, or may be once their placeholders have values. */
export function mayBeSame(one: string, other: string): boolean {
  return one === other || holdsPlaceholder(one) || holdsPlaceholder(other);
}

/**
 * `TEAM_NAME`, which `sed` replaces, or `FILLED BY THE OPERATOR`. That nothing else is meant by it holds where a number
 * is wanted, or the name of a whole resource; a port or a container may well be called so by mistake.
 */
export function isNameInCapitals(text: string): boolean {
  return /^(?:[A-Z][A-Z\d]*(?:[_ ][A-Z\d]+)+|PLACEHOLDER|CHANGEME|PORT|REPLACEME|TODO)$/.test(text);
}

/** Whether a port, by number or by name, is filled in by a tool: `PORT` and `HTTP_PORT` too. */
export function isFilledInPort(text: string): boolean {
  return holdsPlaceholder(text) || /^(?:[A-Z][A-Z\d_]*_)?PORT$/.test(text);
}

/**
 * Whether the name of a resource is filled in by a tool: it is a name in capitals, holds one (`data-ZONE_NAME-ro`), or
 * a usual word in them (`restore-TIMESTAMP`), Python's `{}`, or dots in its place.
 */
export function isFilledInName(text: string): boolean {
  return (
    isNameInCapitals(text) ||
    /(?:^|[-.])[A-Z][A-Z\d]*(?:_[A-Z\d]+)+(?:$|[-.])/.test(text) ||
    USUAL.test(text) ||
    /\{\}|^\.{3}$/.test(text)
  );
}

const USUAL =
  /(?:^|[-.])(?:CHANGEME|CLUSTER|DATE|DOMAIN|ENVIRONMENT|HOSTNAME|NAME|NAMESPACE|NODE|PLACEHOLDER|PROJECT|REGION|REPLACEME|STAGE|TEAM|TENANT|TIMESTAMP|USERNAME|VERSION|ZONE)(?:$|[-.])/;
