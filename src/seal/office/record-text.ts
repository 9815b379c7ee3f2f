import { SaxesParser } from 'saxes';
import { UnreadableFileError } from '../refusal.ts';
import { isTooLongToRead, recordElement, recordNamespace } from './record-part.ts';

/** Office programs add declarations of namespaces, not more. */
const attributeLimit = 16;

/**
 * The record in a custom XML part, or null where it holds something else.
 *
 * @throws UnreadableFileError where it holds our element and more, or is not well formed
 */
export function recordText(part: Buffer): string | null {
  // Most parts of others end here, in whatever encoding they are.
  if (!part.includes(recordNamespace)) return null;
  if (isTooLongToRead(part)) throw new UnreadableFileError('too-large', 'a custom part is too long');
  const parser = new SaxesParser({ xmlns: true, position: false });
  let text = '';
  let found = false;
  let attributes = 0;
  parser.on('attribute', () => {
    attributes += 1;
    if (attributes > attributeLimit) throw damaged('a custom part has too many attributes');
  });
  parser.on('opentag', ({ uri, local }) => {
    // Nesting costs memory by the tag; our element is alone.
    if (found || uri !== recordNamespace || local !== recordElement) throw damaged('a custom part has other elements');
    found = true;
  });
  parser.on('text', (piece) => (text += piece));
  parser.on('cdata', (piece) => (text += piece));
  write(parser, decode(part));
  return text.trim();
}

function decode(part: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(part);
  } catch (cause) {
    throw damaged('a custom part is not UTF-8', cause);
  }
}

function write(parser: SaxesParser<{ xmlns: true; position: false }>, source: string): void {
  try {
    parser.write(source).close();
  } catch (cause) {
    throw damaged('a custom part is not well formed', cause);
  }
}

function damaged(message: string, cause?: unknown): UnreadableFileError {
  return new UnreadableFileError('damaged', message, { cause });
}
