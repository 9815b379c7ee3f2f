import busboy from 'busboy';
import type { Request } from 'express';
import { Problem } from '../problem.ts';
import { mediaTypes } from '../render/formats.ts';
import { mediaTypeOf } from './body.ts';

/** Issued files are some hundred kilobytes, registers some megabytes. */
export const uploadBytes = 32 * 1024 * 1024;
/** A multipart body has something around its file. */
const bodyLimit = uploadBytes + 64 * 1024;

/** Uploads that are read at the same time may fill this much memory; who comes then is told to come back. */
const heldLimit = 4 * uploadBytes;
let held = 0;
const retrySeconds = 5;

const documentTypes: ReadonlySet<string> = new Set([
  mediaTypes.pdf,
  mediaTypes.docx,
  mediaTypes.xlsx,
  'application/octet-stream',
]);

/**
 * The one file of a multipart body, field `file`.
 * @throws Problem `upload-invalid`, `body-too-large`, `request-aborted`, `queue-full`
 */
export function readUpload(request: Request): Promise<Uint8Array> {
  return withinMemory(request, readFile);
}

/**
 * The one file of a body: the body itself where it is sent as the type of a document, else field `file` of a multipart
 * body.
 * @throws Problem as readUpload
 */
export function readDocumentFile(request: Request): Promise<Uint8Array> {
  return documentTypes.has(mediaTypeOf(request)) ? withinMemory(request, readWhole) : readUpload(request);
}

/** @param read is given a count of the bytes, which says when they are too many */
async function withinMemory(
  request: Request,
  read: (request: Request, count: (bytes: number) => Problem | null) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  if (Number(request.headers['content-length'] ?? 0) > bodyLimit) throw tooLarge();
  let received = 0;
  // Counted as it comes: a body without an announced length, or with nothing but a preamble, ends here too.
  const count = (bytes: number): Problem | null => {
    received += bytes;
    held += bytes;
    if (received > bodyLimit) return tooLarge();
    return held > heldLimit ? new Problem('queue-full', { params: { seconds: retrySeconds } }) : null;
  };
  try {
    return await read(request, count);
  } finally {
    held -= received;
  }
}

async function readWhole(request: Request, count: (bytes: number) => Problem | null): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  try {
    // The connection must outlive a refused body: the answer still has to go out on it.
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
      const problem = count(chunk.byteLength);
      if (problem !== null) throw problem;
      chunks.push(chunk);
    }
  } catch (cause) {
    throw cause instanceof Problem ? cause : new Problem('request-aborted', { cause });
  }
  return Buffer.concat(chunks);
}

function readFile(request: Request, count: (bytes: number) => Problem | null): Promise<Uint8Array> {
  const parser = openParser(request);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let files = 0;
    const refuse = (problem: Problem) => {
      request.off('data', countChunk);
      request.unpipe(parser);
      chunks.length = 0;
      reject(problem);
    };
    const countChunk = (chunk: Buffer) => {
      const problem = count(chunk.byteLength);
      if (problem !== null) refuse(problem);
    };
    const invalid = (cause?: unknown) => {
      refuse(new Problem('upload-invalid', { cause }));
    };
    request.on('data', countChunk);
    parser.on('file', (name, stream) => {
      // A body that breaks off within the file tells it of the stream as well: unheard, it would end the service.
      stream.on('error', invalid);
      if (name !== 'file') {
        stream.resume();
        invalid();
        return;
      }
      files += 1;
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('limit', () => {
        refuse(tooLarge());
      });
    });
    for (const excess of ['filesLimit', 'fieldsLimit'] as const) parser.on(excess, invalid);
    parser.on('error', invalid);
    parser.on('close', () => {
      if (files === 1) resolve(Buffer.concat(chunks));
      else invalid();
    });
    request.on('aborted', () => {
      refuse(new Problem('request-aborted'));
    });
    request.pipe(parser);
  });
}

function openParser(request: Request): busboy.Busboy {
  try {
    return busboy({ headers: request.headers, limits: { files: 1, fields: 0, fileSize: uploadBytes } });
  } catch (cause) {
    throw new Problem('upload-invalid', { cause });
  }
}

function tooLarge(): Problem {
  return new Problem('body-too-large', { params: { limit: uploadBytes } });
}
