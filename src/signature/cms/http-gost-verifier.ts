import {
  type GostAnswer,
  type GostQuestion,
  type GostVerifier,
  GostVerifierUnreachableError,
} from './gost-verifier.ts';

type RevocationPlace = 'OCSP' | 'CRL';

export interface HttpGostVerifierOptions {
  /** Milliseconds for an answer, which may wait for the authority's own services. */
  readonly timeout?: number;
  /** Where the verifier looks for revocation; empty for nowhere. */
  readonly revocationCheck?: readonly RevocationPlace[];
}

/** Bytes; an answer has a few certificates. */
const largestAnswer = 1_048_576;

/**
 * A verifier of the NCANode kind (version 3). It gets POST `{cms, data, revocationCheck}`, the first two in base64, at
 * `/cms/verify` of the address (or at the address itself when that has a path), and answers 200
 * `{valid, signers: [{certificates: [{valid, serialNumber, revocations: [{revoked}]}], tsp: {genTime}}]}`, or 400 when
 * it cannot read the signature or the digest of the content differs. It judges for the present moment. When it cannot
 * learn about revocation it is asked once more without, and the revocation counts as unchecked.
 */
export function httpGostVerifier(
  address: string | URL,
  { timeout = 15_000, revocationCheck = ['OCSP'] }: HttpGostVerifierOptions = {},
): GostVerifier {
  const url = new URL(address);
  if (url.pathname === '/') url.pathname = '/cms/verify';
  const answer = (question: GostQuestion, places: readonly RevocationPlace[]): Promise<GostAnswer | null> =>
    answerTo(url, question, places, timeout);
  return {
    async verify(question) {
      const first = await answer(question, revocationCheck);
      if (first !== null) return first;
      const second = revocationCheck.length === 0 ? null : await answer(question, []);
      return second ?? { kind: 'invalid', reason: 'chain-unknown' };
    },
  };
}

/**
 * Null when the certificate is not valid and nobody says that it was revoked: its chain may be unknown, or the
 * authority's own service may not have answered, which the verifier does not tell apart.
 */
async function answerTo(
  url: URL,
  question: GostQuestion,
  revocationCheck: readonly RevocationPlace[],
  timeout: number,
): Promise<GostAnswer | null> {
  const body = JSON.stringify({
    cms: Buffer.from(question.cms).toString('base64'),
    data: Buffer.from(question.content).toString('base64'),
    revocationCheck,
  });
  const { status, json } = await ask(url, body, timeout);
  if (status === 400) return { kind: 'invalid', reason: isDigestProblem(json) ? 'content-differs' : 'signature-wrong' };
  if (status !== 200) throw new GostVerifierUnreachableError(`the GOST verifier answered ${status}`);
  return answerOf(json, question);
}

async function ask(url: URL, body: string, timeout: number): Promise<{ status: number; json: unknown }> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(timeout),
    });
    return { status: answer.status, json: JSON.parse(await textOf(answer)) };
  } catch (cause) {
    if (cause instanceof GostVerifierUnreachableError) throw cause;
    throw new GostVerifierUnreachableError('the GOST verifier gave no answer that can be read', { cause });
  }
}

async function textOf(answer: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of answer.body ?? []) {
    length += piece.length;
    if (length > largestAnswer) throw new GostVerifierUnreachableError('the GOST verifier answers too much');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

/** `valid` alone says nothing: a signature without signers is valid to such a verifier. */
function answerOf(json: unknown, { serial }: GostQuestion): GostAnswer | null {
  const valid = fieldOf(json, 'valid');
  const [signer, ...others] = listOf(fieldOf(json, 'signers'));
  const certificate = listOf(fieldOf(signer, 'certificates')).find((one) => isOf(one, serial));
  if (typeof valid !== 'boolean' || others.length > 0 || certificate === undefined) {
    throw new GostVerifierUnreachableError('the GOST verifier did not answer about this signer');
  }
  const looks = listOf(fieldOf(certificate, 'revocations'));
  if (!valid) {
    if (looks.some((look) => fieldOf(look, 'revoked') === true)) return { kind: 'invalid', reason: 'revoked' };
    return fieldOf(certificate, 'valid') === false ? null : { kind: 'invalid', reason: 'signature-wrong' };
  }
  const isLookedUp = looks.length > 0 && looks.every((look) => fieldOf(look, 'revoked') === false);
  return {
    kind: 'valid',
    timestamp: timeOf(fieldOf(fieldOf(signer, 'tsp'), 'genTime')),
    revocation: isLookedUp ? 'good' : 'unchecked',
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isOf(certificate: unknown, serial: string): boolean {
  const stated = fieldOf(certificate, 'serialNumber');
  return typeof stated === 'string' && stated.toLowerCase().replace(/^0+(?=.)/, '') === serial.replace(/^0+(?=.)/, '');
}

function isDigestProblem(json: unknown): boolean {
  const message = fieldOf(json, 'message');
  return typeof message === 'string' && /message-?digest/i.test(message);
}

/** Milliseconds since 1970 or ISO 8601: the verifier can be set to either. */
function timeOf(value: unknown): string | null {
  const time = typeof value === 'string' || typeof value === 'number' ? new Date(value) : null;
  return time === null || Number.isNaN(time.getTime()) ? null : time.toISOString();
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null
    ? new Map<string, unknown>(Object.entries(value)).get(field)
    : undefined;
}
