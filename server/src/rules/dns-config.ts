import { mapField, textItems } from '../kubernetes/fields.ts';
import { pairOf } from '../yaml/node.ts';
import { VALIDATION, withConsequence } from './refusal.ts';
import { defineRule } from './rule.ts';

const NAMESERVERS = 3;
const SEARCHES = 32;
const SEARCH_CHARACTERS = 2048;

export const dnsConfig = defineRule({
  meta: {
    id: 'dns-config',
    severity: 'error',
    summary: 'A pod’s DNS settings are incomplete or too many',
    why: 'With `dnsPolicy: None` a pod knows no name server but those of its `dnsConfig`. The resolver takes three of them, and 32 search domains of 2048 characters in all.',
    source: VALIDATION,
    fix: 'none',
    messages: {
      absent: 'With the dnsPolicy "None" a "dnsConfig" is needed. {consequence}',
      servers: 'With the dnsPolicy "None" at least one of "nameservers" is needed. {consequence}',
      tooMany: 'There can be {most} {what} at most. {consequence}',
      tooLong: 'The search domains can have 2048 characters in all. {consequence}',
    },
  },
  checkPod(pod, report) {
    const { spec, dnsPolicy } = pod.facts.pod;
    const pair = pairOf(spec, 'dnsConfig');
    const config = mapField(spec, 'dnsConfig');
    const servers = (config && textItems(config, 'nameservers')) ?? [];
    const searches = (config && textItems(config, 'searches')) ?? [];
    const data = withConsequence(pod);
    if (dnsPolicy?.value === 'None' && !config) {
      report({
        at: dnsPolicy.span,
        message: 'absent',
        absent: 'anything',
        certainty: 'certain',
        data,
      });
    } else if (dnsPolicy?.value === 'None' && servers.length === 0) {
      const at = pair?.key.span ?? dnsPolicy.span;
      report({ at, message: 'servers', certainty: 'certain', data });
    }
    const extraServer = servers[NAMESERVERS];
    if (extraServer) {
      const more = { ...data, most: NAMESERVERS, what: 'name servers' };
      report({ at: extraServer.span, message: 'tooMany', certainty: 'certain', data: more });
    }
    const extraSearch = searches[SEARCHES];
    if (extraSearch) {
      const more = { ...data, most: SEARCHES, what: 'search domains' };
      report({ at: extraSearch.span, message: 'tooMany', certainty: 'certain', data: more });
    }
    const length = searches.map(({ value }) => value).join(' ').length;
    const first = searches[0];
    if (first && length > SEARCH_CHARACTERS) {
      report({ at: first.span, message: 'tooLong', certainty: 'certain', data });
    }
  },
});
