/** What a string says (ISO 32000-1, 7.9.2.2): UTF-16 where it begins with the mark of it, else one byte a character. */
export function textValue(text: string): string {
  const bytes = Buffer.from(text, 'latin1');
  return text.startsWith('\u00fe\u00ff') && bytes.length % 2 === 0 ? bytes.swap16().toString('utf16le', 2) : text;
}
