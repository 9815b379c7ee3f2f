import busboy from 'busboy';
import type { Request } from 'express';
import { Problem } from '../problem.ts';

/** Issued files are some hundred kilobytes, registers some megabytes. */
const uploadBytes = 32 * 1024 * 1024;

/**
 * The one file of a multipart body, field `file`.
 * @throws Problem `upload-invalid`, `body-too-large`
 */
export function readUpload(request: Request): Promise<Uint8Array> {
  if (Number(request.headers['content-length'] ?? 0) > uploadBytes) throw tooLarge();
  const parser = openParser(request);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let files = 0;
    parser.on('file', (name, stream) => {
      if (name === 'file') files += 1;
      stream.on('data', (chunk: Buffer) => {
        if (name === 'file') chunks.push(chunk);
      });
      stream.on('limit', () => {
        reject(tooLarge());
      });
    });
    parser.on('error', (cause) => {
      reject(new Problem('upload-invalid', { cause }));
    });
    parser.on('close', () => {
      if (files === 1) resolve(Buffer.concat(chunks));
      else reject(new Problem('upload-invalid'));
    });
    request.on('aborted', () => {
      reject(new Problem('request-aborted'));
    });
    request.pipe(parser);
  });
}

function openParser(request: Request): busboy.Busboy {
  try {
    return busboy({ headers: request.headers, limits: { files: 1, fields: 0, fileSize: uploadBytes, parts: 2 } });
  } catch (cause) {
    throw new Problem('upload-invalid', { cause });
  }
}

function tooLarge(): Problem {
  return new Problem('body-too-large', { params: { limit: uploadBytes } });
}
