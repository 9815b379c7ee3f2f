import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, inject, test } from 'vitest';

/** Sends bytes as they are and reads the answer to its end. */
async function sendRaw(bytes: string): Promise<string> {
  const { hostname, port } = new URL(inject('serviceUrl'));
  const socket = connect(Number(port), hostname);
  socket.write(bytes);
  return text(socket);
}

test('what is no HTTP is answered as a problem', async () => {
  const answer = await sendRaw('GET / HTTP/9.9\r\nbroken\r\n\r\n');
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer).toContain('application/problem+json');
  expect(answer).toContain('"code":"request-malformed"');
});

test('headers beyond every measure are answered as a problem', async () => {
  const answer = await sendRaw(`GET /health/live HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(40_000)}\r\n\r\n`);
  expect(answer).toMatch(/^HTTP\/1\.1 431 /);
  expect(answer).toContain('"code":"headers-too-large"');
});
