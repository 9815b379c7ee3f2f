/** Kazakh letters and the Russian ones that people type in their place. */
const kazakh: Readonly<Record<string, string>> = {
  ә: 'а',
  ғ: 'г',
  қ: 'к',
  ң: 'н',
  ө: 'о',
  ұ: 'у',
  ү: 'у',
  һ: 'х',
  і: 'и',
};

/**
 * A text as searches compare it: small letters, Kazakh ones as their Russian neighbours, marks left out («ё» is «е»).
 * Every character stays one character, so that places in the folded text are places in the text.
 */
export function folded(text: string): string {
  return Array.from(text.normalize('NFC'), foldedCharacter).join('');
}

/** The words of a folded text, each with the place where it begins. */
export function wordsOf(text: string): { readonly word: string; readonly at: number }[] {
  return Array.from(text.matchAll(/[\p{L}\p{N}]+/gu), (match) => ({ word: match[0], at: match.index }));
}

function foldedCharacter(character: string): string {
  const small = character.toLowerCase();
  const plain = kazakh[small] ?? small.normalize('NFD').charAt(0);
  return plain.length === character.length ? plain : character;
}
