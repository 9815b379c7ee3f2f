import { expect, test } from 'vitest';
import type { NewBatch } from '../../src/registry/batches.ts';
import { StatusConflictError } from '../../src/registry/errors.ts';
import type { Registry } from '../../src/registry/registry.ts';
import { type ClaimedDelivery, webhookEvents, webhookLimit } from '../../src/registry/webhooks.ts';
import { changeOf } from './changes.ts';
import { onEveryEngine } from './engines.ts';
import { newRegistry, opened, temporaryFolder } from './folders.ts';
import { actor, almaty, astana, completion, begun, issued, newDocument } from './samples.ts';

const lease = 60;
const newBatch: NewBatch = {
  issuer: astana.id,
  actor,
  form: 'industrial-certificate',
  action: 'issue',
  languages: ['ru'],
  format: 'pdf',
  dryRun: false,
};

function added(registry: Registry, changes: { readonly issuer?: string; readonly url?: string } = {}) {
  return registry.webhooks
    .add({ issuer: astana.id, url: 'https://hooks.example.kz/told', events: webhookEvents, ...changes }, actor)
    .then((outcome) => {
      if (outcome.kind !== 'added') throw new Error('there are too many webhooks');
      return outcome;
    });
}

async function claimedAll(registry: Registry): Promise<ClaimedDelivery[]> {
  const due = await registry.webhooks.due(8);
  const claimed = await Promise.all(due.map((delivery) => registry.webhooks.claim(delivery, lease)));
  return claimed.filter((delivery) => delivery !== null);
}

onEveryEngine(() => {
  test('a secret is given out once, and the trail tells who added a webhook for which host', async () => {
    const { registry } = await newRegistry();
    const { webhook, secret } = await added(registry);
    expect(secret).toMatch(/^nysan_webhook_[\w-]{43}$/);
    expect(await registry.webhooks.list(astana.id)).toEqual([webhook]);
    expect(JSON.stringify(await registry.webhooks.list())).not.toContain(secret);
    expect(await registry.webhooks.find(webhook.id, almaty.id)).toBeNull();
    const trail = await registry.audit(0, 100);
    expect(JSON.parse(trail.at(-1)?.event ?? '')).toMatchObject({
      action: 'webhook-added',
      subject: webhook.id,
      details: { host: 'hooks.example.kz' },
    });
  });

  test('an issuer has twenty webhooks at most', async () => {
    const { registry } = await newRegistry();
    for (let count = 0; count < webhookLimit; count += 1) await added(registry);
    await expect(added(registry)).rejects.toThrow('too many');
    await added(registry, { issuer: almaty.id });
  });

  test('every status change is told to the webhooks of its issuer, in ids and states alone', async () => {
    const { registry } = await newRegistry();
    const { webhook } = await added(registry);
    await added(registry, { issuer: almaty.id });
    const record = await issued(registry);
    for (const change of [
      { kind: 'revoke' },
      { kind: 'reinstate' },
      { kind: 'extend', validUntil: '2032-11-20' },
    ] as const) {
      await registry.changeStatus(changeOf(record, change));
    }
    const successor = newDocument();
    const replaces = { document: record.id, reason: 'қате' };
    await registry.complete(await begun(registry), completion({ document: successor, replaces }));
    const messages = (await claimedAll(registry)).map(({ body }) => JSON.parse(body) as Record<string, never>);
    const { id, form } = record;
    expect(new Set(messages.map(({ issuer }) => issuer))).toEqual(new Set([astana.id]));
    expect(messages.map(({ type, document }) => ({ type, document }))).toEqual(
      expect.arrayContaining([
        { type: 'document.revoked', document: expect.objectContaining({ id, form, state: 'revoked' }) as never },
        { type: 'document.reinstated', document: expect.objectContaining({ id, state: 'valid' }) as never },
        { type: 'document.extended', document: expect.objectContaining({ id, validUntil: '2032-11-20' }) as never },
        { type: 'document.replaced', document: expect.objectContaining({ id, replacedBy: successor.id }) as never },
      ]),
    );
    expect(messages).toHaveLength(4);
    const told = JSON.stringify(messages);
    for (const personal of [record.holderName, record.number, record.codeText, 'қате', actor.name]) {
      expect(told).not.toContain(personal);
    }
    expect((await registry.webhooks.deliveries(webhook.id, 10)).map(({ type }) => type)).toHaveLength(4);
  });

  test('a change that did not take place is told to nobody', async () => {
    const { registry } = await newRegistry();
    await added(registry);
    const record = await issued(registry);
    await expect(registry.changeStatus(changeOf(record, { kind: 'reinstate' }))).rejects.toThrow(StatusConflictError);
    expect(await registry.webhooks.due(8)).toEqual([]);
  });

  test('only those are told who asked for the event', async () => {
    const { registry } = await newRegistry();
    await registry.webhooks.add(
      { issuer: astana.id, url: 'https://hooks.example.kz/told', events: ['document.extended', 'batch.finished'] },
      actor,
    );
    await registry.changeStatus(changeOf(await issued(registry), { kind: 'revoke' }));
    expect(await registry.webhooks.due(8)).toEqual([]);
  });

  test('a batch that is over is told of, and one that goes on is not', async () => {
    const { registry } = await newRegistry();
    await added(registry);
    const ended = async (rows: number, isCancelled: boolean) => {
      const { id } = await registry.batches.open(newBatch);
      await registry.batches.add(
        id,
        Array.from({ length: rows }, () => ({ number: null, data: {}, failure: null })),
      );
      await registry.batches.accept(
        id,
        null,
        () => ({ status: 202, body: null }),
        () => Promise.resolve(),
      );
      expect(await registry.webhooks.due(8)).toEqual([]);
      if (isCancelled) await registry.batches.change(id, 'cancel', () => Promise.resolve());
      else
        await registry.batches.settle(
          id,
          Array.from({ length: rows }, (_, at) => ({ position: at + 1, outcome: { kind: 'checked' } as const })),
        );
      const [message] = await claimedAll(registry);
      return JSON.parse(message?.body ?? 'null') as object;
    };
    expect(await ended(2, false)).toMatchObject({
      type: 'batch.finished',
      batch: { state: 'finished', form: newBatch.form, action: 'issue', total: 2, done: 2, failed: 0 },
    });
    expect(await ended(1, true)).toMatchObject({
      type: 'batch.cancelled',
      batch: { state: 'cancelled', total: 1, done: 0 },
    });
  });

  test('two nodes that look at the same time take a message once', async () => {
    const dataFolder = await temporaryFolder();
    const [one, other] = [await opened(dataFolder), await opened(dataFolder)];
    await one.addIssuer(astana, actor);
    await added(one);
    await one.changeStatus(changeOf(await issued(one), { kind: 'revoke' }));
    const [first, second] = [await one.webhooks.due(8), await other.webhooks.due(8)];
    expect(first).toEqual(second);
    const claims = await Promise.all(
      [one, other].flatMap((node) => first.map((due) => node.webhooks.claim(due, lease))),
    );
    expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
  });

  test('what a process that died had taken is due again when its lease is over, and its late word counts no more', async () => {
    let now = new Date('2026-11-20T08:00:00Z');
    const registry = await opened(await temporaryFolder(), () => now);
    await registry.addIssuer(astana, actor);
    const { webhook } = await added(registry);
    await registry.changeStatus(changeOf(await issued(registry), { kind: 'revoke' }));
    const [lost] = await claimedAll(registry);
    expect(await registry.webhooks.due(8)).toEqual([]);
    now = new Date('2026-11-20T08:01:00Z');
    const [again] = await claimedAll(registry);
    expect(again).toMatchObject({ id: lost?.id, body: lost?.body, attempt: 2 });
    if (lost === undefined || again === undefined) throw new Error('nothing was due');
    await registry.webhooks.settle(lost, { isDelivered: false, outcome: '500', retryAt: null });
    await registry.webhooks.settle(again, { isDelivered: true, outcome: '200', retryAt: null });
    expect(await registry.webhooks.deliveries(webhook.id, 10)).toMatchObject([
      { state: 'delivered', outcome: '200', attempts: 2, attemptedAt: '2026-11-20T08:01:00Z', dueAt: null },
    ]);
  });

  test('a removed webhook gets nothing more, and nothing of its secret is left', async () => {
    const { registry } = await newRegistry();
    const { webhook } = await added(registry);
    const record = await issued(registry);
    await registry.changeStatus(changeOf(record, { kind: 'revoke' }));
    expect(await registry.webhooks.remove(webhook.id, almaty.id, actor)).toBe(false);
    expect(await registry.webhooks.remove(webhook.id, astana.id, actor)).toBe(true);
    expect(await registry.webhooks.remove(webhook.id, astana.id, actor)).toBe(false);
    await registry.changeStatus(changeOf(record, { kind: 'reinstate' }));
    expect(await registry.webhooks.due(8)).toEqual([]);
    expect(await registry.webhooks.deliveries(webhook.id, 10)).toMatchObject([{ state: 'failed', outcome: 'removed' }]);
    expect(await registry.webhooks.startTest(webhook.id, lease)).toBeNull();
  });

  test('one webhook with many messages does not keep those of another waiting', async () => {
    const { registry } = await newRegistry();
    const { webhook: busy } = await added(registry);
    const { webhook: other } = await added(registry, { issuer: almaty.id });
    const record = await issued(registry);
    for (let times = 0; times < 3; times += 1) {
      await registry.changeStatus(changeOf(record, { kind: 'revoke' }));
      await registry.changeStatus(changeOf(record, { kind: 'reinstate' }));
    }
    await registry.webhooks.startTest(other.id, 0);
    const due = await registry.webhooks.due(2);
    expect(due.filter(({ webhook }) => webhook === busy.id)).toHaveLength(2);
  });

  test('messages that are over are forgotten after their time', async () => {
    const { registry } = await newRegistry();
    const { webhook } = await added(registry);
    const record = await issued(registry);
    await registry.changeStatus(changeOf(record, { kind: 'revoke' }));
    const [delivery] = await claimedAll(registry);
    await registry.changeStatus(changeOf(record, { kind: 'reinstate' }));
    if (delivery === undefined) throw new Error('nothing was due');
    await registry.webhooks.settle(delivery, { isDelivered: true, outcome: '204', retryAt: null });
    const later = new Date(Date.now() + 60_000);
    expect(await registry.webhooks.forgetOver(later)).toBe(1);
    expect(await registry.webhooks.deliveries(webhook.id, 10)).toMatchObject([{ state: 'waiting' }]);
  });
});
