/*
 * What a tool puts a value for before kubectl sees it: `$(NAME)`, `${NAME}`, `$NAME`, `@NAME@`, `__NAME__`, `%(name)s`,
 * `<NAME>`.
 */

/** Whether a text is nothing else. */
export function isPlaceholder(text: string): boolean {
  return /^(?:\$[({\w].*|@\w+@|__[A-Z]\w*__|%\(?\w+\)?[sd%]|<\w[\w .-]*>)$/.test(text);
}

/** Whether one stands anywhere in a text. */
export function holdsPlaceholder(text: string): boolean {
  return /\$[({\w]|\{\{|@\w+@|__[A-Z]\w*__|<\w[\w .-]*>|%\(?\w+\)?[sd%]/.test(text);
}

/**
 * `TEAM_NAME`, which `sed` replaces. That nothing else is meant by it holds where a number is wanted, or the name of a
 * whole resource; a port or a container may well be called so by mistake.
 */
export function isNameInCapitals(text: string): boolean {
  return /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)+$/.test(text);
}
