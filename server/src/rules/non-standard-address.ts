import { mapField, mapItems, textField, textItems } from '../kubernetes/fields.ts';
import type { LinkedPod } from '../analysis/linked.ts';
import type { LocatedText } from '../kubernetes/located.ts';
import { rewritten, WARNINGS } from './refusal.ts';
import { defineRule } from './rule.ts';

export const nonStandardAddress = defineRule({
  meta: {
    id: 'non-standard-address',
    severity: 'warning',
    summary: 'An IP address is not written as the standard wants it',
    why: 'Zeros in front of a part of an IPv4 address are octal to some programs and nothing to others, and an IPv4 address within an IPv6 one is taken for either. The API server accepts both for now and warns that it will not for ever; so it does where an IPv6 address is not in its shortest form.',
    source: WARNINGS,
    fix: 'unsafe',
    messages: {
      old: '"{value}" is no standard form of an IP address, and a later Kubernetes will refuse it: "{meant}" is meant.',
      long: '"{value}" is not the canonical form of this IPv6 address, which is "{meant}".',
    },
  },
  checkPod(pod, report) {
    for (const address of addressesOf(pod)) {
      const found = betterForm(address.value);
      if (!found) continue;
      const { node } = address;
      report({
        at: address.span,
        message: found.message,
        certainty: 'certain',
        data: { value: address.value, meant: found.meant },
        fixes: () =>
          node.aliased
            ? []
            : [
                {
                  title: `Change "${address.value}" to "${found.meant}"`,
                  safe: false,
                  edits: [rewritten(pod, node, found.meant)],
                },
              ],
      });
    }
  },
});

/** Those that the API server looks at so: of host aliases and of name servers. */
function addressesOf({ facts }: LinkedPod): readonly LocatedText[] {
  const { spec } = facts.pod;
  const dns = mapField(spec, 'dnsConfig');
  return [
    ...mapItems(spec, 'hostAliases').flatMap((alias) => textField(alias, 'ip') ?? []),
    ...((dns && textItems(dns, 'nameservers')) ?? []),
  ];
}

interface BetterForm {
  readonly message: 'old' | 'long';
  readonly meant: string;
}

/** As GetWarningsForIP judges (k8s.io/apimachinery, v1.34); undefined for what is well written, or no address. */
function betterForm(text: string): BetterForm | undefined {
  const four = dotted(text.replace(/^::ffff:/i, ''));
  if (four !== undefined) return four === text ? undefined : { message: 'old', meant: four };
  const six = canonicalIpv6(text);
  return six === undefined || six === text ? undefined : { message: 'long', meant: six };
}

/** Four numbers without zeros in front; undefined for what is no IPv4 address. */
function dotted(text: string): string | undefined {
  const parts = text.split('.');
  const isAddress =
    parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256);
  return isAddress ? parts.map(Number).join('.') : undefined;
}

/** The form of RFC 5952, which is also that of hosts in URLs. */
function canonicalIpv6(text: string): string | undefined {
  if (!/^[\da-f]*:[\da-f:]*$/i.test(text)) return undefined;
  const address = `http://[${text}]/`;
  return URL.canParse(address) ? new URL(address).hostname.slice(1, -1) : undefined;
}
