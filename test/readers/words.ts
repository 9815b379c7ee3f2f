/** Characters that are never seen: soft hyphens, joiners and marks of word boundaries. */
const invisible = /[\u00ad\u200b-\u200d\u2060\ufeff]/gu;

/**
 * The words of a text, in order. Lines of blanks (runs of underscores) are no words; white space of every kind parts
 * words and is nothing else; soft hyphens and other invisible characters are dropped.
 */
export function words(text: string): string[] {
  return text
    .replace(invisible, '')
    .split(/[\s_]+/u)
    .filter((word) => word !== '');
}

/**
 * The words as one stream of characters: for media that break lines, where a word may be parted or two words may meet.
 * The order of the words still counts.
 */
export function letters(text: string): string {
  return words(text).join('');
}

const around = 70;

/**
 * Where two texts part, in words that fit on a screen; null where they are equal.
 * @param found what the file says
 * @param wanted what it should say
 */
export function firstDifference(found: string, wanted: string): string | null {
  if (found === wanted) return null;
  let at = 0;
  while (at < found.length && found[at] === wanted[at]) at += 1;
  const from = Math.max(0, at - around);
  const excerpt = (text: string) => `…${text.slice(from, at)}▸${text.slice(at, at + around)}…`;
  return `differs at character ${at}\n  found:  ${excerpt(found)}\n  wanted: ${excerpt(wanted)}`;
}
