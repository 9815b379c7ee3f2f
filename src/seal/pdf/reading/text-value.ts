/** PDFDocEncoding (ISO 32000-1, annex D.2) where it is not Latin-1. */
const documentEncoding = new Map<number, string>([
  ...Array.from('˘ˇˆ˙˝˛˚˜', (character, index) => [0x18 + index, character] as const),
  ...Array.from('•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž', (character, index) => [0x80 + index, character] as const),
  [0xa0, '€'],
]);

/**
 * What a string says (ISO 32000-1, 7.9.2.2; ISO 32000-2 for UTF-8): Unicode where it begins with a mark of it, else one
 * byte a character in PDFDocEncoding.
 *
 * @param text its bytes as characters of Latin-1
 */
export function textValue(text: string): string {
  const bytes = Buffer.from(text, 'latin1');
  if (text.startsWith('\u00fe\u00ff'))
    return bytes
      .subarray(2, bytes.length & ~1)
      .swap16()
      .toString('utf16le');
  if (text.startsWith('\u00ff\u00fe')) return bytes.toString('utf16le', 2);
  if (text.startsWith('\u00ef\u00bb\u00bf')) return bytes.toString('utf8', 3);
  return Array.from(text, (character) => documentEncoding.get(character.charCodeAt(0)) ?? character).join('');
}
