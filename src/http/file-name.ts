/** Longest name that Windows and mail programs keep whole, in characters. */
const nameLimit = 80;

/**
 * Content-Disposition with a Cyrillic name (RFC 5987, RFC 6266) and an ASCII fallback for old clients: a raw Cyrillic
 * header is not valid HTTP.
 * @param ascii fallback name without ending, ASCII letters, digits and hyphens
 */
export function fileNameHeader(
  disposition: 'inline' | 'attachment',
  title: string,
  ascii: string,
  ending: string,
): string {
  const name = `${harmless(title).slice(0, nameLimit).trim()}.${ending}`;
  return `${disposition}; filename="${ascii}.${ending}"; filename*=UTF-8''${percentEncoded(name)}`;
}

/** Letters, digits and plain punctuation: no path, no control character, no reserved name of a file system. */
function harmless(title: string): string {
  return title.replace(/[^\p{Letter}\p{Number} ,()№-]+/gu, ' ').replace(/\s+/g, ' ');
}

/** `attr-char` of RFC 5987 section 3.2.1. */
function percentEncoded(text: string): string {
  return encodeURIComponent(text).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
