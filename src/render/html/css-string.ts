/** Text as a quoted string of a stylesheet (CSS Syntax 3, 4.3.7): all but letters and digits by their numbers. */
export function cssString(text: string): string {
  const escaped = text.replaceAll(
    /[^\p{L}\p{Nd}]/gu,
    (character) => `\\${(character.codePointAt(0) ?? 0).toString(16)} `,
  );
  return `"${escaped}"`;
}
