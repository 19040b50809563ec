import { URI } from 'vscode-uri';

/**
 * The one spelling in which addresses are compared: clients differ in what they escape (`c:` or `c%3A`, `@` or `%40`)
 * and in the case of a Windows drive.
 */
export function normalUri(uri: string): string {
  return URI.parse(uri).toString();
}
