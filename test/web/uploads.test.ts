import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FoundProblem } from '../http/payloads.ts';
import { archiveOf, packedStream, pdfWithPayload } from '../seal/hostile-files.ts';
import { type ChildService, startChildService } from '../support/child-service.ts';
import { expectContract } from '../support/contract.ts';
import { newDataFolder } from '../support/data-folder.ts';

const mebibyte = 1024 * 1024;
const boundary = 'a-boundary';
const multipart = `multipart/form-data; boundary=${boundary}`;
const path = '/v1/verifications';

const dataFolder = newDataFolder();
let service: ChildService;
beforeAll(async () => {
  // Limits of memory are those of a process: the one that all suites share is spared.
  service = await startChildService({ NYSAN_DATA_DIR: dataFolder });
});
afterAll(async () => {
  await service.kill();
  rmSync(dataFolder, { recursive: true });
});

async function refusalOf(answer: Response): Promise<string> {
  await expectContract('POST', path, answer.clone());
  const { code } = (await answer.json()) as FoundProblem;
  return `${answer.status} ${code}`;
}

async function upload(...files: readonly (readonly [name: string, bytes: Uint8Array])[]): Promise<string> {
  const body = new FormData();
  for (const [name, bytes] of files) body.append(name, new Blob([Uint8Array.from(bytes)]), 'file');
  return refusalOf(await fetch(`${service.url}${path}`, { method: 'POST', body }));
}

/** A body written by hand. */
async function written(body: string, type: string = multipart): Promise<string> {
  return refusalOf(await fetch(`${service.url}${path}`, { method: 'POST', body, headers: { 'Content-Type': type } }));
}

function part(name: string, content: string, fileName = '; filename="a"'): string {
  return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${fileName}\r\n\r\n${content}\r\n`;
}

describe('a file that cannot be an issued one is refused', () => {
  const zeros = Buffer.alloc(64 * mebibyte);
  const main = { name: 'word/document.xml', content: Buffer.from('<document/>') };

  test.each<[string, () => Uint8Array]>([
    ['junk', () => Buffer.from('junk')],
    ['nothing', () => Buffer.alloc(0)],
    ['half a PDF', () => pdfWithPayload('null').subarray(0, 60)],
    ['a PDF that unfolds into 64 MB', () => pdfWithPayload(packedStream(zeros))],
    ['an archive that unfolds into 64 MB', () => archiveOf([main, { name: 'customXml/item1.xml', content: zeros }])],
    [
      'an archive that says it is small',
      () => archiveOf([main, { name: 'customXml/item1.xml', content: zeros, saidSize: 100 }]),
    ],
  ])('%s', async (_, make) => {
    expect(await upload(['file', make()])).toBe('422 file-unreadable');
  });
});

describe('a body with anything but one file is refused', () => {
  const file = Buffer.from('%PDF-1.7');
  const end = `--${boundary}--\r\n`;

  test('none, several, and one by another name', async () => {
    expect(await written(end)).toBe('400 upload-invalid');
    expect(await upload(['file', file], ['file', file])).toBe('400 upload-invalid');
    expect(await upload(['file', file], ['other', file])).toBe('400 upload-invalid');
    expect(await upload(['other', file])).toBe('400 upload-invalid');
    expect(await written(part('file', 'text', '') + end)).toBe('400 upload-invalid');
    expect(await written(part('file', 'a') + part('number', '1', '') + end)).toBe('400 upload-invalid');
  });

  test.each([
    ['a body that is cut off', part('file', 'a'), multipart],
    ['parts with another boundary', part('file', 'a') + end, 'multipart/form-data; boundary=other'],
    ['parts without a boundary', part('file', 'a') + end, 'multipart/form-data'],
    ['JSON', '{}', 'application/json'],
    ['a form', 'file=a', 'application/x-www-form-urlencoded'],
    ['nothing said of the body', 'a', 'text/plain'],
    ['headers of a part without end', `--${boundary}\r\n${'a'.repeat(200_000)}`, multipart],
  ])('%s', async (_, body, type) => {
    expect(await written(body, type)).toBe('400 upload-invalid');
  });
});

describe('a body of 200 MB', () => {
  const whole = 200 * mebibyte;

  test('is refused by its length, before it is sent', async () => {
    const asking = ask({ 'Content-Length': String(whole) });
    asking.write(part('file', 'a'));
    expect(await answerOf(asking)).toEqual([413, 'body-too-large']);
    asking.destroy();
  });

  test('that does not tell its length is refused when the limit is passed', async () => {
    const asking = ask({ 'Transfer-Encoding': 'chunked' });
    const answering = answerOf(asking);
    const sent = await sendUntilAnswered(asking, part('file', ''), whole);
    expect(await answering).toEqual([413, 'body-too-large']);
    expect(sent).toBeLessThan(64 * mebibyte);
    asking.destroy();
  });

  test('of which no part ever begins is refused too', async () => {
    const asking = ask({ 'Transfer-Encoding': 'chunked' });
    const answering = answerOf(asking);
    expect(await sendUntilAnswered(asking, '', whole)).toBeLessThan(64 * mebibyte);
    expect(await answering).toEqual([413, 'body-too-large']);
    asking.destroy();
  });
});

test('uploads that would fill the memory together are told to come back, and one that breaks off gives its room back', async () => {
  const size = 31 * mebibyte;
  const waiting = await Promise.all(Array.from({ length: 4 }, () => sendPart(size)));
  const last = ask({ 'Transfer-Encoding': 'chunked' });
  const answering = once(last, 'response') as Promise<[IncomingMessage]>;
  await sendUntilAnswered(last, part('file', ''), size);
  const [refused] = await answering;
  expect([refused.statusCode, refused.headers['retry-after']]).toEqual([503, '5']);
  last.destroy();
  for (const one of waiting) one.destroy();
  await expect.poll(() => upload(['file', Buffer.alloc(size)])).toBe('422 file-unreadable');
});

function ask(headers: Readonly<Record<string, string>>): ClientRequest {
  const asking = request(`${service.url}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': multipart, ...headers },
  });
  // The service hangs up on those who go on sending.
  asking.on('error', () => undefined);
  return asking;
}

async function answerOf(asking: ClientRequest): Promise<[number | undefined, string]> {
  const [answer] = (await once(asking, 'response')) as [IncomingMessage];
  const pieces = (await answer.toArray()) as Buffer[];
  const { code } = JSON.parse(Buffer.concat(pieces).toString()) as FoundProblem;
  return [answer.statusCode, code];
}

/** Sends as fast as the service takes it, and tells how much was sent when the answer came. */
async function sendUntilAnswered(asking: ClientRequest, start: string, whole: number): Promise<number> {
  let answered = false;
  asking.on('response', () => (answered = true));
  const over = Promise.race([once(asking, 'response'), once(asking, 'close')]);
  const piece = Buffer.alloc(mebibyte, 'a');
  asking.write(start);
  let sent = 0;
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- set by the listener
  for (; sent < whole && !answered; sent += piece.length) {
    if (!asking.write(piece)) await Promise.race([once(asking, 'drain'), over]);
  }
  await over;
  return sent;
}

/** An upload that has sent so much and then waits. */
async function sendPart(size: number): Promise<ClientRequest> {
  const asking = ask({ 'Transfer-Encoding': 'chunked' });
  asking.write(part('file', ''));
  await new Promise<void>((resolve) => {
    asking.write(Buffer.alloc(size), () => {
      resolve();
    });
  });
  return asking;
}
