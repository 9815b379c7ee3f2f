import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { isAlive, processesBelow } from './processes.ts';
import { documentsTaken, longCertificate, renderCertificate, statusOf } from './requests.ts';
import { testKey } from '../support/service.ts';
import { serve } from './served.ts';

test.each(['SIGTERM', 'SIGINT'] as const)(
  'on %s what is under way is finished, then all processes end',
  async (signal) => {
    const service = await serve({ NYSAN_PAGES: '1', NYSAN_LONGEST_WAIT: '60000' });
    const processes = processesBelow(service.process.pid ?? 0);
    expect(processes.length).toBeGreaterThan(0);
    const requests = Array.from({ length: 5 }, () => renderCertificate(service.url, longCertificate(300)));
    await expect.poll(() => documentsTaken(service.url), { interval: 10 }).toBe(5);
    const ended = once(service.process, 'close');
    service.process.kill(signal);
    expect(await Promise.all(requests.map(async (request) => statusOf(await request)))).toEqual([
      200, 200, 200, 200, 200,
    ]);
    expect(await ended).toEqual([0, null]);
    expect(processes.filter(isAlive)).toEqual([]);
    await expect(fetch(`${service.url}/health/live`)).rejects.toThrow();
  },
);

test('a connection that is open brings no new work and is closed with its next answer', async () => {
  const service = await serve({ NYSAN_PAGES: '1' });
  const request = renderCertificate(service.url, longCertificate(300));
  await expect.poll(() => documentsTaken(service.url), { interval: 10 }).toBe(1);
  const watching = await beginRequest(service.url, '/health/ready');
  const working = await beginRequest(service.url, '/v1/forms');
  const ended = once(service.process, 'close');
  service.process.kill('SIGTERM');
  await expect.poll(() => isListening(service.url), { interval: 10 }).toBe(false);
  watching.write('\r\n');
  working.write('\r\n');
  const answers = await Promise.all([text(watching), text(working)]);
  expect(answers[0]).toMatch(/^HTTP\/1\.1 503 [^]*\r\nConnection: close\r\n[^]*"not ready"/);
  expect(answers[1]).toMatch(/^HTTP\/1\.1 503 [^]*\r\nConnection: close\r\n[^]*"shutting-down"/);
  expect(await statusOf(await request)).toBe(200);
  expect(await ended).toEqual([0, null]);
});

test('a connection on which nobody ever asked keeps nothing waiting', async () => {
  const service = await serve({});
  const { hostname, port } = new URL(service.url);
  const silent = connect(Number(port), hostname);
  await once(silent, 'connect');
  // An answer on another connection: by then the service has this one.
  await (await fetch(`${service.url}/health/live`)).arrayBuffer();
  const ended = once(service.process, 'close');
  service.process.kill('SIGTERM');
  await once(silent, 'close');
  expect(await ended).toEqual([0, null]);
});

test('who watches a batch is let go, and so is the connection, which was to stay open', async () => {
  const service = await serve({});
  const headers = { Authorization: `Bearer ${testKey}`, 'Content-Type': 'application/x-ndjson' };
  const rows = Array.from({ length: 50 }, () => JSON.stringify(longCertificate(1))).join('\n');
  const address = `${service.url}/v1/batches`;
  const accepted = await fetch(`${address}?form=industrial-certificate`, { method: 'POST', headers, body: rows });
  const batch = `${service.url}${accepted.headers.get('Location') ?? ''}`;
  expect((await fetch(`${batch}/pause`, { method: 'POST', headers })).status).toBe(200);
  const watched = await fetch(`${batch}/events`, { headers });
  const ended = once(service.process, 'close');
  service.process.kill('SIGTERM');
  expect(await watched.text()).toContain('"state":"paused"');
  expect(await ended).toEqual([0, null]);
});

/** A request whose last line is not sent yet: the service waits for it and does not close its connection. */
async function beginRequest(url: string, path: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.write(`GET ${path} HTTP/1.1\r\nHost: nysan\r\nAuthorization: Bearer ${testKey}\r\n`);
  // Two answers on another connection: by then the service has read this one.
  for (let answers = 0; answers < 2; answers += 1) await (await fetch(`${url}/health/live`)).arrayBuffer();
  return socket;
}

function isListening(url: string): Promise<boolean> {
  return fetch(`${url}/health/live`).then(
    () => true,
    () => false,
  );
}
