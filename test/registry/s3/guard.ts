import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import type { S3Store } from './store.ts';

/** What becomes of one request that the door lets pass: true when this took care of it, and the store is not to see it. */
export type Intervention = (request: IncomingMessage, response: ServerResponse) => boolean;

export interface GuardedStore {
  readonly settings: S3Store['settings'];
  /** Asked before the store is; the last one given counts. */
  intervene(intervention: Intervention): void;
}

/**
 * A door before the store that lets pass what every large store lets pass: requests whose signature (AWS Signature
 * Version 4), body hash and Content-MD5 are right. The signature is computed here from the specification alone.
 */
export async function guarded({ settings }: S3Store): Promise<GuardedStore> {
  let intervention: Intervention = () => false;
  const server = createServer((request, response) => {
    void (async () => {
      const body = await buffer(request);
      const refusal = refusalOf(request, body, settings);
      if (refusal !== null) {
        response.writeHead(403).end(`<Error><Code>${refusal}</Code></Error>`);
        return;
      }
      if (intervention(request, response)) return;
      const { method = '', url = '' } = request;
      const headers = ['authorization', 'x-amz-date', 'x-amz-content-sha256', 'content-type', 'content-md5'].flatMap(
        (name): [string, string][] =>
          request.headers[name] === undefined ? [] : [[name, String(request.headers[name])]],
      );
      const asked = { method, headers, ...(body.length === 0 ? {} : { body }) };
      const answer = await fetch(new URL(url, settings.endpoint), asked).catch(() => null);
      if (answer === null) {
        response.destroy();
        return;
      }
      const told = ['content-type', 'date', 'last-modified', 'etag'].flatMap((name) => {
        const value = answer.headers.get(name);
        return value === null ? [] : [[name, value] as const];
      });
      response.writeHead(answer.status, Object.fromEntries(told)).end(Buffer.from(await answer.arrayBuffer()));
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    settings: { ...settings, endpoint: new URL(`http://127.0.0.1:${port}`) },
    intervene(next) {
      intervention = next;
    },
  };
}

function refusalOf(request: IncomingMessage, body: Buffer, settings: S3Store['settings']): string | null {
  const header = (name: string) => String(request.headers[name] ?? '');
  const hash = createHash('sha256').update(body).digest('hex');
  if (header('x-amz-content-sha256') !== hash) return 'XAmzContentSHA256Mismatch';
  if (request.method === 'PUT' && header('content-md5') !== createHash('md5').update(body).digest('base64')) {
    return 'BadDigest';
  }
  const given = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/([^,]+), SignedHeaders=([^,]+), Signature=(\w{64})$/.exec(
    header('authorization'),
  );
  const [, accessKey = '', scope = '', signed = '', signature] = given ?? [];
  if (accessKey !== settings.accessKey) return 'InvalidAccessKeyId';
  const { pathname, searchParams } = new URL(request.url ?? '', settings.endpoint);
  const query = [...searchParams]
    .map((pair) => pair.map(encodeURIComponent).join('='))
    .sort()
    .join('&');
  const headers = signed.split(';').map((name) => `${name}:${header(name)}\n`);
  const canonical = [request.method, pathname, query, headers.join(''), signed, hash].join('\n');
  const [day = '', region = ''] = scope.split('/');
  const toSign = [
    'AWS4-HMAC-SHA256',
    header('x-amz-date'),
    [day, settings.region, 's3', 'aws4_request'].join('/'),
    createHash('sha256').update(canonical).digest('hex'),
  ].join('\n');
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const key = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${settings.secretKey}`);
  return hmac(key, toSign).toString('hex') === signature ? null : 'SignatureDoesNotMatch';
}
