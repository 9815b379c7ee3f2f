import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { nysanHere } from '../cli/nysan.ts';
import { Desk, newIssuer } from '../issuing/desk.ts';
import { orderOf } from '../issuing/orders.ts';
import { type ChildService, startChildService } from '../support/child-service.ts';
import { contractOfService } from '../support/contract.ts';
import { newDataFolder } from '../support/data-folder.ts';
import { testKey } from '../support/service.ts';
import { openReceiver, type Receiver } from './receiver.ts';

interface AddedWebhook {
  readonly id: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly secret: string;
}

const dataFolder = newDataFolder();
let receiver: Receiver;
let service: ChildService;
let desk: Desk;

beforeAll(async () => {
  receiver = await openReceiver();
  const settings = { NYSAN_DATA_DIR: dataFolder, NYSAN_WEBHOOK_HOSTS: `127.0.0.1:${receiver.port},hooks.example.kz` };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  service = await startChildService(settings);
  desk = new Desk(service.url, testKey);
});

afterEach(async () => {
  const { webhooks } = await desk.json<{ webhooks: readonly AddedWebhook[] }>(desk.ask('/v1/webhooks'));
  for (const { id } of webhooks) await desk.ask(`/v1/webhooks/${id}`, { method: 'DELETE' });
});

afterAll(async () => {
  vi.unstubAllEnvs();
  receiver.close();
  await service.stop();
  rmSync(dataFolder, { recursive: true });
});

function added(url: string, events: readonly string[] = ['document.revoked']): Promise<AddedWebhook> {
  return desk.json<AddedWebhook>(desk.send('/v1/webhooks', { url, events }), 201);
}

async function problemOf(answer: Promise<Response>): Promise<{ status: number; code: string }> {
  const { status, code } = (await (await answer).json()) as { status: number; code: string };
  return { status, code };
}

test('whoever is told of revocations hears of one, in a message as /openapi.json describes it', async () => {
  const { id, secret, ...webhook } = await added(receiver.url);
  expect(webhook).toMatchObject({ url: receiver.url, events: ['document.revoked'] });
  const shown = await desk.json<object>(desk.ask(`/v1/webhooks/${id}`));
  expect(JSON.stringify(shown)).not.toContain(secret);
  const before = receiver.received.length;
  const document = await desk.issued(orderOf('end-user-refusal'));
  await desk.json(desk.send(`/v1/documents/${document.id}/revocation`, { reason: 'қате' }));
  await receiver.until(before + 1);
  const message = JSON.parse(receiver.received.at(-1)?.body ?? '') as object;
  expect(message).toMatchObject({ type: 'document.revoked', document: { id: document.id, state: 'revoked' } });
  const check = (await contractOfService()).validator(['components', 'schemas', 'DocumentMessage']);
  expect(check(message) ? [] : check.errors).toEqual([]);
  await vi.waitFor(async () => {
    const log = await desk.json<{ deliveries: readonly object[] }>(desk.ask(`/v1/webhooks/${id}/deliveries`));
    expect(log.deliveries).toMatchObject([{ type: 'document.revoked', state: 'delivered', outcome: '204' }]);
  });
});

test('a test tells at once what came of it, and is not repeated', async () => {
  const { id } = await added(receiver.url);
  const tested = () => desk.json<object>(desk.ask(`/v1/webhooks/${id}/test`, { method: 'POST' }));
  expect(await tested()).toEqual({ delivered: true, outcome: '204' });
  receiver.answers.push(500);
  expect(await tested()).toEqual({ delivered: false, outcome: '500' });
  const log = await desk.json<{ deliveries: readonly object[] }>(desk.ask(`/v1/webhooks/${id}/deliveries`));
  expect(log.deliveries).toHaveLength(2);
  expect(log.deliveries).toMatchObject([
    { type: 'webhook.test', dueAt: null },
    { type: 'webhook.test', dueAt: null },
  ]);
});

test.each([
  'https://elsewhere.example.kz/',
  'http://hooks.example.kz/',
  'https://user:password@hooks.example.kz/',
  'https://169.254.169.254/latest/meta-data',
  'file:///etc/passwd',
  'hooks.example.kz',
])('%s is no address to tell', async (url) => {
  const answer = problemOf(desk.send('/v1/webhooks', { url, events: ['document.revoked'] }));
  expect(await answer).toEqual({ status: 422, code: 'webhook-address-refused' });
});

test('an event that there is not is refused, and so is none', async () => {
  for (const events of [['document.issued'], [], ['document.revoked', 'document.revoked']]) {
    const answer = problemOf(desk.send('/v1/webhooks', { url: 'https://hooks.example.kz/', events }));
    expect(await answer).toEqual({ status: 422, code: 'payload-invalid' });
  }
});

test('a webhook that there is not, or no more, is not found', async () => {
  const { id } = await added(receiver.url);
  expect((await desk.ask(`/v1/webhooks/${id}`, { method: 'DELETE' })).status).toBe(204);
  const unknown = { status: 404, code: 'webhook-unknown' };
  expect(await problemOf(desk.ask(`/v1/webhooks/${id}`))).toEqual(unknown);
  expect(await problemOf(desk.ask(`/v1/webhooks/${id}`, { method: 'DELETE' }))).toEqual(unknown);
  expect(await problemOf(desk.ask(`/v1/webhooks/${id}/deliveries`))).toEqual(unknown);
  expect(await problemOf(desk.ask(`/v1/webhooks/${id}/test`, { method: 'POST' }))).toEqual(unknown);
});

test('only administrators of an issuer have to do with its webhooks', async () => {
  const { deskWith } = await newIssuer();
  const clerk = await deskWith(['render', 'issue', 'revoke', 'sign']);
  expect(await problemOf(clerk.ask('/v1/webhooks'))).toEqual({ status: 403, code: 'scope-missing' });
});

test('where the operator lists no hosts nothing can be added', async () => {
  const { desk: unlisted } = await newIssuer();
  const answer = unlisted.send('/v1/webhooks', { url: 'https://hooks.example.kz/', events: ['document.revoked'] });
  expect(await problemOf(answer)).toEqual({ status: 503, code: 'webhooks-not-configured' });
});

test('the command line adds, lists, tests and removes the same webhooks', async () => {
  const add = await nysanHere(['webhook', 'add', receiver.url, '--event', 'document.revoked,batch.finished']);
  const webhook = JSON.parse(add.output) as AddedWebhook;
  expect([add.code, webhook.events]).toEqual([0, ['document.revoked', 'batch.finished']]);
  const listed = await desk.json<{ webhooks: readonly AddedWebhook[] }>(desk.ask('/v1/webhooks'));
  expect(listed.webhooks.map(({ id }) => id)).toEqual([webhook.id]);
  expect(await nysanHere(['webhook', 'list'])).toMatchObject({
    code: 0,
    output: expect.stringContaining(webhook.id) as string,
  });
  const tested = await nysanHere(['webhook', 'test', webhook.id]);
  expect([tested.code, JSON.parse(tested.output)]).toEqual([0, { delivered: true, outcome: '204' }]);
  expect(await nysanHere(['webhook', 'remove', webhook.id])).toMatchObject({ code: 0 });
  expect(await nysanHere(['webhook', 'test', webhook.id])).toMatchObject({ code: 2 });
  const elsewhere = await nysanHere(['webhook', 'add', 'https://elsewhere.example.kz', '--event', 'document.revoked']);
  expect(elsewhere).toMatchObject({ code: 2, errors: expect.stringContaining('host-not-allowed') as string });
});
