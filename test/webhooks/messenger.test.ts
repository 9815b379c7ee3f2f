import { createHmac } from 'node:crypto';
import { pino } from 'pino';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Registry } from '../../src/registry/registry.ts';
import { AllowedHosts } from '../../src/webhooks/allowed-hosts.ts';
import { Messenger } from '../../src/webhooks/messenger.ts';
import { changeOf } from '../registry/changes.ts';
import { opened, temporaryFolder } from '../registry/folders.ts';
import { actor, astana, issued } from '../registry/samples.ts';
import { type Receiver, startReceiver } from './receiver.ts';

const log = pino({ level: 'silent' });
const start = Date.parse('2026-11-20T08:00:00Z');

/** A registry whose issuer tells a receiver of revocations, and its clock. */
async function telling() {
  let now = start;
  const clock = () => new Date(now);
  const registry = await opened(await temporaryFolder(), clock);
  await registry.addIssuer(astana, actor);
  const receiver = await startReceiver();
  const outcome = await registry.webhooks.add(
    { issuer: astana.id, url: receiver.url, events: ['document.revoked'] },
    actor,
  );
  if (outcome.kind !== 'added') throw new Error('no webhook was added');
  return {
    registry,
    receiver,
    webhook: outcome.webhook.id,
    secret: outcome.secret,
    clock,
    pass: (seconds: number) => {
      now += seconds * 1000;
    },
  };
}

function messengerOf(registry: Registry, receiver: Receiver, now: () => Date, timeout = 5000): Messenger {
  const hosts = AllowedHosts.read(`127.0.0.1:${receiver.port}`);
  if (hosts === null) throw new Error('nothing is listed');
  const messenger = new Messenger({ webhooks: registry.webhooks, hosts, now, log, timeout, pause: 5 });
  onTestFinished(() => messenger.stop());
  return messenger;
}

async function revoked(registry: Registry): Promise<string> {
  const record = await issued(registry);
  await registry.changeStatus(changeOf(record, { kind: 'revoke' }));
  return record.id;
}

describe('messages', () => {
  test('come signed with the secret, and can be told apart by their id', async () => {
    const { registry, receiver, secret, clock, webhook } = await telling();
    messengerOf(registry, receiver, clock);
    const id = await revoked(registry);
    await receiver.until(1);
    const [message] = receiver.received;
    const { headers, body = '' } = message ?? {};
    const told = JSON.parse(body) as { readonly id: string; readonly document: unknown };
    expect(told).toMatchObject({ type: 'document.revoked', issuer: astana.id, document: { id, state: 'revoked' } });
    expect(headers).toMatchObject({ 'nysan-event': 'document.revoked', 'nysan-delivery': told.id });
    const seconds = start / 1000;
    const expected = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
    expect(headers?.['nysan-signature']).toBe(`t=${seconds},v1=${expected}`);
    await vi.waitFor(async () => {
      expect(await registry.webhooks.deliveries(webhook, 1)).toMatchObject([{ state: 'delivered', outcome: '204' }]);
    });
  });

  test('that are refused come again later, the same ones with a signature of their time', async () => {
    const { registry, receiver, clock, pass, webhook } = await telling();
    receiver.answers.push(500, 302);
    messengerOf(registry, receiver, clock);
    await revoked(registry);
    await receiver.until(1);
    await settledAttempts(1);
    pass(12);
    await receiver.until(2);
    await settledAttempts(2);
    pass(24);
    await receiver.until(3);
    await settledAttempts(3);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
    expect(new Set(receiver.received.map(({ headers }) => headers['nysan-signature'])).size).toBe(3);
    expect(await registry.webhooks.deliveries(webhook, 1)).toMatchObject([{ state: 'delivered', attempts: 3 }]);

    async function settledAttempts(attempts: number): Promise<void> {
      await vi.waitFor(async () => {
        const [delivery] = await registry.webhooks.deliveries(webhook, 1);
        expect(delivery).toMatchObject({ attempts, outcome: ['500', '302', '204'][attempts - 1] });
      });
    }
  });

  test('are given up after a day', async () => {
    const { registry, receiver, clock, pass, webhook } = await telling();
    receiver.answers.push(503, 503);
    await revoked(registry);
    pass(24 * 3600);
    messengerOf(registry, receiver, clock);
    await vi.waitFor(async () => {
      const [delivery] = await registry.webhooks.deliveries(webhook, 1);
      expect(delivery).toMatchObject({ state: 'failed', outcome: '503', attempts: 1, dueAt: null });
    });
  });

  test('under way when the service stops are waited for, and no more are taken', async () => {
    const { registry, receiver, clock, webhook } = await telling();
    receiver.answers.push(null);
    const messenger = messengerOf(registry, receiver, clock, 300);
    await revoked(registry);
    await receiver.until(1);
    await messenger.stop();
    await revoked(registry);
    const deliveries = await registry.webhooks.deliveries(webhook, 2);
    expect(deliveries.map(({ outcome }) => outcome).sort()).toEqual([null, 'timeout'].sort());
  });

  test('go to the others while one receiver is silent', async () => {
    const { registry, receiver, clock } = await telling();
    const silent = await startReceiver();
    silent.answers.push(...Array.from({ length: 20 }, () => null));
    const hosts = AllowedHosts.read(`127.0.0.1:${receiver.port},127.0.0.1:${silent.port}`);
    if (hosts === null) throw new Error('nothing is listed');
    await registry.webhooks.add({ issuer: astana.id, url: silent.url, events: ['document.revoked'] }, actor);
    for (let count = 0; count < 12; count += 1) await revoked(registry);
    const { webhooks } = registry;
    const messenger = new Messenger({ webhooks, hosts, now: clock, log, timeout: 1000, pause: 5 });
    onTestFinished(() => messenger.stop());
    await receiver.until(12);
    expect(receiver.received).toHaveLength(12);
    expect(silent.received.length).toBeLessThanOrEqual(8);
  });
});
