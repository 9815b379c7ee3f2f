import { SaxesParser } from 'saxes';
import { WorkbookError } from './package-parts.ts';

/** What a reader of a part is told of; names are without prefix. */
export interface XmlListener {
  readonly open: (name: string, attribute: (name: string) => string | undefined) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

/**
 * Reads a part as it is unpacked. Yields after each piece, so that what the listener gathered can go on its way.
 *
 * @throws WorkbookError when it is no XML
 */
export async function* readXml(chunks: AsyncIterable<Uint8Array>, listener: XmlListener): AsyncGenerator<void> {
  const parser = new SaxesParser();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  parser.on('opentag', ({ name, attributes }) => {
    listener.open(withoutPrefix(name), (wanted) => attributes[wanted]);
  });
  parser.on('text', (text) => {
    listener.text?.(text);
  });
  parser.on('closetag', ({ name }) => {
    listener.close?.(withoutPrefix(name));
  });
  try {
    for await (const chunk of chunks) {
      parser.write(decoder.decode(chunk, { stream: true }));
      yield;
    }
    parser.write(decoder.decode()).close();
  } catch (cause) {
    throw cause instanceof WorkbookError ? cause : new WorkbookError('a part cannot be read', { cause });
  }
  yield;
}

/** Reads a part to its end. @throws WorkbookError */
export async function readWholeXml(chunks: AsyncIterable<Uint8Array>, listener: XmlListener): Promise<void> {
  const reading = readXml(chunks, listener);
  while ((await reading.next()).done !== true);
}

function withoutPrefix(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
