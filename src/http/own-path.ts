/** Longer addresses are nobody's bookmark. */
const longest = 2000;
/** Not one of ours: it only has to be no other's. */
const somewhere = 'http://own.invalid';
/** Where somebody who has just signed in does not want to go. */
const doors = /^\/(?:sign-in|sign-out|first-user)(?:\/|$)/;

/**
 * A path of this service that a page may be told to go on to; `/` for everything else: addresses of others in any
 * spelling that browsers read as one (`//host`, `/\host`), and the doors themselves.
 */
export function ownPath(text: unknown): string {
  if (typeof text !== 'string' || text.length > longest || !/^\/(?![/\\])[\x20-\x7e]*$/.test(text)) return '/';
  const url = URL.parse(text, somewhere);
  if (url?.origin !== somewhere || doors.test(url.pathname)) return '/';
  // A path may be read as an address only after its dots are resolved: `/.//host`.
  return url.pathname.startsWith('//') ? '/' : `${url.pathname}${url.search}${url.hash}`;
}
