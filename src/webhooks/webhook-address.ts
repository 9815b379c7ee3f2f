import { Problem } from '../problem.ts';
import type { AllowedHosts } from './allowed-hosts.ts';

/**
 * The address of a new webhook as it is kept.
 *
 * @throws Problem `webhook-address-refused`
 */
export function readWebhookAddress(text: string, hosts: AllowedHosts): string {
  const url = URL.parse(text);
  if (url === null || hosts.refusalOf(url) !== null) throw new Problem('webhook-address-refused');
  url.hash = '';
  return url.href;
}
