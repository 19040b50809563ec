/** The text as a DNS label (RFC 1123), short enough for more to be put behind it; empty where nothing of it can stand there. */
export function dnsLabelFrom(text: string): string {
  const words = text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return words.replace(/^-/, '').slice(0, 50).replace(/-$/, '');
}
