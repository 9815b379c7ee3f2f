import { createHash, randomBytes } from 'node:crypto';
import { Integer, OctetString } from 'asn1js';
import { AlgorithmIdentifier, type ContentInfo, MessageImprint, TimeStampReq } from 'pkijs';
import { identifiers } from './object-identifiers.ts';
import { TimestampError } from './timestamp-error.ts';
import { readTimestamp, type TimestampQuestion } from './timestamp-reply.ts';

/** Milliseconds after which issuing does not wait any longer. */
const timeLimit = 10_000;
/** Bytes of the longest answer: the space for a signature in a PDF is limited. */
const answerLimit = 24_000;
const nonceLength = 16;

/** A time stamping authority (RFC 3161) over HTTP. */
export class TimestampAuthority {
  readonly #url: string;
  readonly #timeLimit: number;

  /** @param timeout milliseconds */
  constructor(url: string, timeout = timeLimit) {
    this.#url = url;
    this.#timeLimit = timeout;
  }

  /**
   * A checked timestamp of these bytes.
   *
   * @throws TimestampError
   */
  async timestamp(content: Uint8Array): Promise<ContentInfo> {
    const question = { content, nonce: newNonce() };
    return readTimestamp(await this.#ask(requestOf(question)), question);
  }

  async #ask(body: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
    try {
      const answer = await fetch(this.#url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/timestamp-query', Accept: 'application/timestamp-reply' },
        body,
        // The operator named this address and no other.
        redirect: 'manual',
        signal: AbortSignal.timeout(this.#timeLimit),
      });
      if (answer.status !== 200) {
        await answer.body?.cancel();
        throw new TimestampError('answer-refused', `The time stamping authority answered with ${answer.status}.`);
      }
      return await bodyOf(answer);
    } catch (cause) {
      if (cause instanceof TimestampError) throw cause;
      if (cause instanceof DOMException && cause.name === 'TimeoutError') {
        throw new TimestampError('timeout', `No timestamp came within ${this.#timeLimit} ms.`, cause);
      }
      throw new TimestampError('unreachable', 'The time stamping authority cannot be reached.', cause);
    }
  }
}

/** A positive number of the full length: its first bits are 01. */
function newNonce(): Uint8Array {
  const nonce = randomBytes(nonceLength);
  nonce[0] = ((nonce[0] ?? 0) & 0x7f) | 0x40;
  return nonce;
}

function requestOf({ content, nonce }: TimestampQuestion): Uint8Array<ArrayBuffer> {
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: identifiers.sha256 }),
      hashedMessage: new OctetString({ valueHex: createHash('sha256').update(content).digest() }),
    }),
    nonce: new Integer({ valueHex: nonce }),
    // Its certificate must be at hand for those who check later.
    certReq: true,
  });
  return new Uint8Array(request.toSchema().toBER());
}

async function bodyOf(answer: Response): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of answer.body ?? []) {
    length += chunk.length;
    if (length > answerLimit) {
      throw new TimestampError('answer-refused', `The answer of the authority is longer than ${answerLimit} bytes.`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
