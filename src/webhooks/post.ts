import { type LookupAddress, type LookupAllOptions, lookup as systemLookup } from 'node:dns';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { type AllowedHosts, bare } from './allowed-hosts.ts';

/** What came of an attempt: a status of HTTP, or why there was none. */
export interface Attempt {
  readonly isDelivered: boolean;
  /** `200`, …; `timeout`, `unreachable`, `address-private`, `not-https`, `with-password` or `host-not-allowed`. */
  readonly outcome: string;
}

/** Bytes of an answer that are read; nobody needs it. */
const answerLimit = 65_536;

/** Looks all addresses of a name up. */
type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  answer: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void;

export interface PostMeans {
  readonly hosts: AllowedHosts;
  /** Milliseconds, for all of it. */
  readonly timeout: number;
  /** That of the system unless told. */
  readonly resolve?: Resolve;
}

/** The name of the host leads into a network that the operator has not listed. */
class PrivateAddressError extends Error {
  override readonly name = 'PrivateAddressError';
}

/**
 * Posts a message. Redirects are not followed; the address that the host's name leads to is looked at in the moment it
 * is connected to, so that a name that leads elsewhere next time opens no door.
 */
export async function post(
  address: string,
  { headers, body }: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
  { hosts, timeout, resolve = systemLookup }: PostMeans,
): Promise<Attempt> {
  const url = new URL(address);
  const refusal = hosts.refusalOf(url);
  if (refusal !== null) return { isDelivered: false, outcome: refusal };
  const host = bare(url.hostname);
  // An address is connected to without a look-up.
  if (isIP(host) !== 0 && !hosts.mayReach(url.hostname, host))
    return { isDelivered: false, outcome: 'address-private' };
  const signal = AbortSignal.timeout(timeout);
  try {
    const status = await statusOf(url, { headers, body, signal, lookup: guardedLookup(hosts, resolve) });
    return { isDelivered: status >= 200 && status < 300, outcome: String(status) };
  } catch (cause) {
    return { isDelivered: false, outcome: outcomeOf(cause, signal) };
  }
}

function outcomeOf(cause: unknown, signal: AbortSignal): string {
  if (signal.aborted) return 'timeout';
  return cause instanceof PrivateAddressError ? 'address-private' : 'unreachable';
}

interface Posting {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
  readonly lookup: LookupFunction;
}

function statusOf(url: URL, { headers, body, signal, lookup }: Posting): Promise<number> {
  const bytes = Buffer.from(body);
  return new Promise((fulfil, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = send(
      url,
      { method: 'POST', headers: { ...headers, 'content-length': bytes.length }, agent: false, lookup, signal },
      (answer) => {
        drained(answer).then(() => {
          fulfil(answer.statusCode ?? 0);
        }, reject);
      },
    );
    request.on('error', reject);
    request.end(bytes);
  });
}

/** Reads an answer to its end, or to where it becomes too long. */
async function drained(answer: IncomingMessage): Promise<void> {
  let length = 0;
  for await (const piece of answer as AsyncIterable<Uint8Array>) {
    length += piece.length;
    // Leaving the loop closes the connection.
    if (length > answerLimit) return;
  }
}

function guardedLookup(hosts: AllowedHosts, resolve: Resolve): LookupFunction {
  return (hostname, options, answer) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) {
        answer(error, '');
        return;
      }
      const [first] = found;
      if (first === undefined || !found.every(({ address }) => hosts.mayReach(hostname, address))) {
        answer(new PrivateAddressError(`${hostname} leads to an address that is not listed`), '');
      } else if (options.all === true) answer(null, found);
      else answer(null, first.address, first.family);
    });
  };
}
