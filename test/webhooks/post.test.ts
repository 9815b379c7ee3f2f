import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { projectPath } from '../../src/project.ts';
import { AllowedHosts } from '../../src/webhooks/allowed-hosts.ts';
import { post } from '../../src/webhooks/post.ts';
import { nextAttempt } from '../../src/webhooks/retries.ts';
import { signatureHeader } from '../../src/webhooks/signature.ts';
import { startReceiver } from './receiver.ts';

const message = { headers: { 'content-type': 'application/json' }, body: '{"id":"ұ"}' };

/** @param addresses that any name leads to */
function sent(address: string, list: string, timeout = 5000, addresses: readonly string[] = []) {
  const hosts = AllowedHosts.read(list);
  if (hosts === null) throw new Error('nothing is listed');
  return post(address, message, {
    hosts,
    timeout,
    resolve(_hostname, _options, answer) {
      answer(
        null,
        addresses.map((found) => ({ address: found, family: 4 })),
      );
    },
  });
}

describe('a message', () => {
  test('is posted as it is', async () => {
    const receiver = await startReceiver();
    expect(await sent(receiver.url, `127.0.0.1:${receiver.port}`)).toEqual({ isDelivered: true, outcome: '204' });
    expect(receiver.received).toMatchObject([{ method: 'POST', body: message.body, headers: message.headers }]);
  });

  test.each([301, 307, 400, 410, 500])(
    'is not delivered by an answer of %i, and nothing is followed',
    async (status) => {
      const receiver = await startReceiver();
      receiver.answers.push(status);
      const outcome = await sent(receiver.url, `127.0.0.1:${receiver.port}`);
      expect(outcome).toEqual({ isDelivered: false, outcome: String(status) });
      expect(receiver.received).toHaveLength(1);
    },
  );

  test('is given up when no answer comes in time', async () => {
    const receiver = await startReceiver();
    receiver.answers.push(null);
    expect(await sent(receiver.url, `127.0.0.1:${receiver.port}`, 200)).toEqual({
      isDelivered: false,
      outcome: 'timeout',
    });
  });

  test('goes nowhere when nobody listens', async () => {
    const receiver = await startReceiver();
    const elsewhere = receiver.url.replace(String(receiver.port), '9');
    expect(await sent(elsewhere, '127.0.0.1:9')).toEqual({ isDelivered: false, outcome: 'unreachable' });
  });

  test('does not go to a host that is listed no more', async () => {
    const receiver = await startReceiver();
    expect(await sent(receiver.url, 'hooks.example.kz')).toEqual({ isDelivered: false, outcome: 'host-not-allowed' });
    expect(receiver.received).toEqual([]);
  });

  test.each([
    ['leads to this machine', ['127.0.0.1']],
    ['leads to the internet and to this machine', ['195.12.114.1', '127.0.0.1']],
    ['leads to a service of the cloud that gives out passwords', ['169.254.169.254']],
  ])('is not sent to a listed name that %s', async (_where, addresses) => {
    const receiver = await startReceiver();
    const host = `hooks.example.kz:${receiver.port}`;
    expect(await sent(`https://${host}/`, host, 5000, addresses)).toEqual({
      isDelivered: false,
      outcome: 'address-private',
    });
    expect(receiver.received).toEqual([]);
  });

  test('is sent to a listed name that leads into a listed network', async () => {
    const receiver = await startReceiver();
    const host = `hooks.example.kz:${receiver.port}`;
    // Nobody speaks TLS there: that it was tried is enough.
    const attempt = await sent(`https://${host}/`, `${host},127.0.0.0/8`, 5000, ['127.0.0.1']);
    expect(attempt.outcome).toBe('unreachable');
  });
});

describe('the signature', () => {
  const at = new Date('2026-11-20T06:00:00.900Z');
  const seconds = Math.floor(at.getTime() / 1000);

  /** The check that the README gives to receivers, as it stands there. */
  async function readmeCheck(): Promise<(secret: string, header: string, body: string, now?: number) => boolean> {
    const [, code = ''] =
      /```js\n([\s\S]*?isGenuine[\s\S]*?)```/.exec(await readFile(projectPath('README.md'), 'utf8')) ?? [];
    const made = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as { isGenuine: never };
    return made.isGenuine;
  }

  test('is an HMAC over time and body', () => {
    const expected = createHmac('sha256', 'secret').update(`${seconds}.${message.body}`).digest('hex');
    expect(signatureHeader('secret', message.body, at)).toBe(`t=${seconds},v1=${expected}`);
  });

  test('is checked by the lines in the README', async () => {
    const isGenuine = await readmeCheck();
    const header = signatureHeader('secret', message.body, at);
    expect(isGenuine('secret', header, message.body, seconds + 299)).toBe(true);
    expect(isGenuine('secret', header, message.body, seconds + 301)).toBe(false);
    expect(isGenuine('another', header, message.body, seconds)).toBe(false);
    expect(isGenuine('secret', header, `${message.body} `, seconds)).toBe(false);
    expect(isGenuine('secret', header.replace(/t=\d+/, `t=${seconds + 1}`), message.body, seconds)).toBe(false);
    expect(isGenuine('secret', '', message.body, seconds)).toBe(false);
  });
});

describe('a message that failed', () => {
  const created = new Date('2026-11-20T06:00:00Z');

  test('is tried again after pauses that double up to two hours, for a day', () => {
    const pauses: number[] = [];
    let now = created;
    for (let attempts = 1; ; attempts += 1) {
      const next = nextAttempt(created, attempts, now, () => 0.5);
      if (next === null) break;
      pauses.push((next.getTime() - now.getTime()) / 1000);
      now = next;
    }
    expect(pauses.slice(0, 12)).toEqual([10, 20, 40, 80, 160, 320, 640, 1280, 2560, 5120, 7200, 7200]);
    expect(now.getTime() - created.getTime()).toBeGreaterThan(21 * 3_600_000);
    expect(now.getTime() - created.getTime()).toBeLessThanOrEqual(24 * 3_600_000);
  });

  test('comes back neither at once nor together with the others', () => {
    const at = [0, 0.5, 0.999].map((random) => nextAttempt(created, 1, created, () => random)?.getTime() ?? 0);
    expect(at.map((time) => time - created.getTime())).toEqual([8000, 10_000, 11_996]);
  });
});
