import type { Request } from 'express';

/**
 * Whether the caller already has the representation with this strong entity tag (RFC 9110 section 13.1.2). Express
 * answers no to a request that also says `Cache-Control: no-cache`, as some clients always do.
 */
export function isHeldByCaller(request: Request, etag: string): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  const tags = (request.headers['if-none-match'] ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(etag);
}
