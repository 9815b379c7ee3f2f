import busboy from 'busboy';
import type { Request } from 'express';
import { Problem } from '../problem.ts';

/** Issued files are some hundred kilobytes, registers some megabytes. */
export const uploadBytes = 32 * 1024 * 1024;
/** What a multipart body has around its file. */
const envelopeBytes = 64 * 1024;

/**
 * The one file of a multipart body, field `file`.
 * @throws Problem `upload-invalid`, `body-too-large`, `request-aborted`
 */
export function readUpload(request: Request): Promise<Uint8Array> {
  if (Number(request.headers['content-length'] ?? 0) > uploadBytes + envelopeBytes) throw tooLarge();
  const parser = openParser(request);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let files = 0;
    let received = 0;
    const refuse = (problem: Problem) => {
      request.unpipe(parser);
      chunks.length = 0;
      reject(problem);
    };
    const invalid = (cause?: unknown) => {
      refuse(new Problem('upload-invalid', { cause }));
    };
    // Counted as it comes: a body without an announced length, or with nothing but a preamble, ends here too.
    request.on('data', (chunk: Buffer) => {
      received += chunk.byteLength;
      if (received > uploadBytes + envelopeBytes) refuse(tooLarge());
    });
    parser.on('file', (name, stream) => {
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
