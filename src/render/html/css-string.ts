const plain = /[\p{L}\p{Nd}]/u;

/** Text as a quoted string of a stylesheet (CSS Syntax 3, 4.3.7): all but letters and digits by their numbers. */
export function cssString(text: string): string {
  const escaped = [...text].map((character) =>
    plain.test(character) ? character : `\\${(character.codePointAt(0) ?? 0).toString(16)} `,
  );
  return `"${escaped.join('')}"`;
}
