import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changed } from '../http/payloads.ts';
import { serve, type Served } from '../reliability/served.ts';
import { newDataFolder } from '../support/data-folder.ts';
import { testKey } from '../support/service.ts';
import { Desk } from './desk.ts';
import { catalogue, orderOf, unnumbered } from './orders.ts';
import { tellingTexts } from './texts.ts';

const dataFolder = newDataFolder();
let service: Served;

beforeAll(async () => {
  service = await serve({ NYSAN_LOG_LEVEL: 'debug', NYSAN_DATA_DIR: dataFolder, NYSAN_ISSUER_CODE: '110' });
});

afterAll(async () => {
  await service.stop();
  rmSync(dataFolder, { recursive: true });
});

test('the log of issuing and verifying tells nothing of what was in it', async () => {
  const desk = new Desk(service.url, testKey);
  const anyone = new Desk(service.url, null);
  const form = 'industrial-certificate';
  const iin = '870412300129';
  const reason = 'Өтініш иесі Сәрсенбаев Нұрлан қайтыс болды';
  const data = changed(unnumbered(form), { 'applicant.bin': iin });
  const document = await desk.issued(orderOf(form, { data }), { 'Idempotency-Key': 'idempotent-7' });
  const { number, verification } = document;
  const file = await desk.file(document.id, 'kk.docx');
  const upload = new FormData();
  upload.append('file', new Blob([Uint8Array.from(file)]), 'Сәрсенбаев.docx');
  const answers = [
    await desk.send('/v1/documents', orderOf(form, { data, number }), {}),
    await desk.send('/v1/documents', orderOf(form, { data: changed(data, { 'applicant.bin': '870412300128' }) })),
    await desk.send('/v1/documents/search', { holder: iin }),
    await desk.send('/v1/documents/search', { holder: 'Сәрсенбаев' }),
    await desk.send(`/v1/documents/${document.id}/revocation`, { reason }),
    await desk.send(`/v1/documents/${document.id}/revocation`, { reason }),
    await anyone.ask(`/v1/verifications/${verification.code}`),
    await anyone.send('/v1/verifications/lookup', { number, shortCode: verification.shortCode }),
    await anyone.ask('/v1/verifications', { method: 'POST', body: upload }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([409, 422, 200, 200, 200, 409, 200, 200, 200]);
  const lines = () =>
    service
      .output()
      .split('\n')
      .filter((line) => line.includes('"method"'));
  await expect.poll(() => lines().length).toBe(answers.length + 2);

  const personal = [...tellingTexts(catalogue.get(form).example).map(({ text }) => text), iin, '870412300128'];
  const secret = [reason, 'Сәрсенбаев', verification.code, verification.shortCode, 'idempotent-7', testKey];
  expect([...personal, ...secret].filter((text) => service.output().includes(text))).toEqual([]);
});
