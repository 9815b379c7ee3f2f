import type { Request } from 'express';
import { refuseTooManyValues } from '../drafts/value-limit.ts';
import type { FormDefinition } from '../forms/definition.ts';
import type { JsonObject } from '../forms/json.ts';
import { parsePayload } from '../forms/payload.ts';
import { Problem } from '../problem.ts';
import { holdBytes } from './body-memory.ts';

/** A filled form is a few kilobytes; a register of 10 000 rows is some ten megabytes. */
const formBytes = 1024 * 1024;
const registerBytes = 32 * 1024 * 1024;

export const jsonType = 'application/json';
export const rowsType = 'application/x-ndjson';

/** Media type of a body as the request names it, without parameters, in small letters. */
export function mediaTypeOf(request: Request): string {
  return ((request.headers['content-type'] ?? '').toLowerCase().split(';')[0] ?? '').trim();
}

/** Media type of the body without parameters. @throws Problem `media-type-unsupported`, `body-encoding-unsupported` */
export function bodyTypeOf(request: Request): typeof jsonType | typeof rowsType {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  const [type = '', ...parameters] = (request.headers['content-type'] ?? '').toLowerCase().split(';');
  const charset = parameters.map((one) => one.trim()).find((one) => one.startsWith('charset='));
  if (encoding !== 'identity' || (charset !== undefined && !/^charset="?utf-8"?$/.test(charset))) {
    throw new Problem('body-encoding-unsupported');
  }
  const known = [jsonType, rowsType] as const;
  const found = known.find((candidate) => candidate === type.trim());
  if (found === undefined) throw new Problem('media-type-unsupported', { params: { accepted: known.join(', ') } });
  return found;
}

/**
 * Reads a JSON payload.
 * @throws Problem `body-too-large`, `body-too-many-values`, `request-aborted` and those of parsePayload
 */
export async function readPayload(request: Request, form: FormDefinition): Promise<JsonObject> {
  return readBody(request, form.about.rows === undefined ? formBytes : registerBytes);
}

/**
 * Reads a JSON object.
 * @param limit in bytes; that of the largest order to issue a form unless told
 * @throws Problem `body-too-large`, `body-too-many-values`, `request-aborted` and those of parsePayload
 */
export async function readBody(request: Request, limit = registerBytes): Promise<JsonObject> {
  const body = parsePayload(await readText(request, limit));
  refuseTooManyValues(body, limit);
  return body;
}

/** The bytes of a body of at most `limit`. @throws Problem `body-too-large`, `request-aborted` */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of held(request, limit)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/**
 * Lines of an NDJSON body as they arrive. They count as kept: what is made of them, a workbook for one, is in memory until
 * the answer is out.
 * @throws Problem `body-too-large`, `queue-full`, `request-aborted`
 */
export async function* readLines(request: Request): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  for await (const chunk of held(request, registerBytes)) {
    // Only the new piece is searched: a line of many pieces would else be searched again with each of them.
    const [first = '', ...others] = decode(decoder, chunk).split('\n');
    rest += first;
    for (const line of others) {
      yield rest;
      rest = line;
    }
  }
  rest += decode(decoder);
  if (rest !== '') yield rest;
}

/** More than this is not worth reading to the end for the sake of a polite answer. */
const drainBytes = 64 * 1024 * 1024;

/** Lets a refused body run out, so that the caller reads the answer instead of a broken connection. */
export function drain(request: Request): void {
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.byteLength;
    if (bytes > drainBytes) request.destroy();
  });
  request.resume();
}

async function readText(request: Request, limit: number): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  for await (const chunk of held(request, limit)) text += decode(decoder, chunk);
  return text + decode(decoder);
}

/** A body that is kept until its request is answered. @throws Problem `queue-full`, and those of `limited` */
async function* held(request: Request, limit: number): AsyncGenerator<Uint8Array> {
  for await (const chunk of limited(request, limit)) {
    holdBytes(request, chunk.byteLength);
    yield chunk;
  }
}

/**
 * The body, refused as soon as it is known to be too large: by its announced length, or when it gets there.
 * @throws Problem `body-too-large`, `request-aborted`
 */
export async function* limited(request: Request, limit: number): AsyncGenerator<Uint8Array> {
  const tooLarge = () => new Problem('body-too-large', { params: { limit } });
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge();
  let bytes = 0;
  try {
    // The connection must outlive a refused body: the answer still has to go out on it.
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
      bytes += chunk.byteLength;
      if (bytes > limit) throw tooLarge();
      yield chunk;
    }
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ECONNRESET') {
      throw new Problem('request-aborted', { cause });
    }
    throw cause;
  }
}

function decode(decoder: TextDecoder, chunk?: Uint8Array): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch (cause) {
    throw new Problem('body-encoding-unsupported', { cause });
  }
}
