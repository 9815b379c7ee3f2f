import type { Request } from 'express';
import { Problem } from '../problem.ts';

const harmless: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request comes from a page of this service. Browsers say so in Sec-Fetch-Site where the address is a secure
 * one, and in Origin of every request that may change something; neither can be set by a page. `none`, a request that
 * no page began, is not enough: people type addresses, they do not type forms.
 *
 * @param publicUrl address of the service in front of proxies, which may hand on another Host
 */
function isOwn(request: Request, publicUrl: string | null): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const origin = URL.parse(request.headers.origin ?? '');
  if (origin === null) return false;
  return origin.host === request.host || (publicUrl !== null && origin.origin === new URL(publicUrl).origin);
}

/**
 * Refuses what another site makes a browser do in the name of its reader (CSRF): a second lock behind SameSite.
 * @throws Problem `cross-site`
 */
export function refuseOtherSites(request: Request, publicUrl: string | null): void {
  if (!harmless.has(request.method) && !isOwn(request, publicUrl)) throw new Problem('cross-site');
}
