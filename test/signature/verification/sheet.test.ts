import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codesIn } from '../../issuing/codes.ts';
import type { IssuedDocument } from '../../issuing/answers.ts';
import { readPdf } from '../../readers/pdf.ts';
import { letters } from '../../readers/words.ts';
import { people } from '../../support/certificates/test-certificates.ts';
import { testNow } from '../../support/service.ts';
import { announcing, certificates, refusalOf, SigningService } from '../http/signing-service.ts';
import { issuedContract, parties, signedContract, signWithGost, upload } from './signed-papers.ts';

let service: SigningService;
let document: IssuedDocument;
beforeAll(async () => {
  service = await SigningService.start();
  document = await signedContract(service);
});
afterAll(() => service.remove());

function ask(id: string, language = 'ru'): Promise<Response> {
  return service.desk.ask(`/v1/documents/${id}/files/${language}.signatures.pdf`);
}

async function sheetOf(id: string, language = 'ru') {
  const answer = await ask(id, language);
  expect(answer.status).toBe(200);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const { pages, ...file } = await readPdf(bytes);
  // Without spaces: long numbers are broken over lines.
  return { answer, bytes, file, text: letters(pages.map(({ text }) => text).join('\n')) };
}

describe.each([
  ['kk', 'Электрондық қолтаңбалар парағы', 'Тіркеу куәлігі'],
  ['ru', 'Лист электронных подписей', 'Регистрационное свидетельство'],
] as const)('a sheet in %s', (language, title, certificate) => {
  test('says whose signatures are under which bytes', async () => {
    const { text, answer } = await sheetOf(document.id, language);
    const record = await service.desk.json<{ fingerprint: string }>(service.desk.ask(`/v1/documents/${document.id}`));
    const facts = [title, certificate, document.number, document.verification.shortCode, record.fingerprint];
    for (const fact of facts) expect(text).toContain(letters(fact));
    expect(text).toContain(letters('20.11.2026 11:00:00 (Алматы)'));
    const { signatures } = await service.signatures(document.id);
    for (const [index, [, person, identity]] of parties.entries()) {
      const { name, iin } = people[person];
      const file = await service.file(document.id, 'ru.pdf', index + 2);
      const hash = createHash('sha256').update(file).digest('hex');
      const signature = signatures[index];
      for (const fact of [name, `********${iin.slice(-4)}`, hash, signature?.sha256, signature?.algorithm]) {
        expect(text).toContain(letters(fact ?? 'missing'));
      }
      expect(text).toContain(letters(identity.serial));
      expect(text).not.toContain(iin);
    }
    expect(text).toContain(letters('ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (СЫНАҚ)'));
    for (const fact of [people.head.bin, people.head.organisation, 'Бас директор'])
      expect(text).toContain(letters(fact));
    expect(answer.headers.get('Content-Language')).toBe(language);
    expect(answer.headers.get('Content-Disposition')).toContain(`-${language}-signatures.pdf`);
    expect(answer.headers.get('Server-Timing')).toMatch(/compose;dur=.*print;dur=/);
  });
});

test('it has the code of the document, and is none of its files', async () => {
  const before = await service.desk.json(service.desk.ask(`/v1/documents/${document.id}`));
  const { bytes, answer } = await sheetOf(document.id);
  expect(await codesIn('ru.pdf', bytes)).toEqual([document.verification.url]);
  expect(answer.headers.get('ETag')).toBeNull();
  expect(answer.headers.get('Cache-Control')).toBe('no-store');
  expect(await service.desk.json(service.desk.ask(`/v1/documents/${document.id}`))).toEqual(before);
  expect((await upload(service, bytes)).status).toBe(422);
});

test('it is made anew each time: with the time, and with every signature so far', async () => {
  const { id } = await issuedContract(service);
  expect(await refusalOf(ask(id))).toMatchObject({ status: 404, code: 'file-unknown' });
  await service.signed(id, announcing('expert'), certificates.person);
  const first = await sheetOf(id);
  expect(first.text).not.toContain(letters(people.head.name));
  await service.signed(id, announcing('applicant', 'head'), certificates.head);
  await service.setClock(new Date(testNow.getTime() + 90_000));
  try {
    const second = await sheetOf(id);
    for (const fact of [people.person.name, people.head.name, '20.11.2026 11:01:30']) {
      expect(second.text).toContain(letters(fact));
    }
  } finally {
    await service.setClock(testNow);
  }
});

test('a signature that nobody checked is told not to count', async () => {
  const { id } = await issuedContract(service);
  await signWithGost(service, id);
  const { text } = await sheetOf(id);
  expect(text).toContain(letters('подпись не проверена и не учитывается'));
  expect(text).toContain(letters('Подпись, которая не проверена, документ не удостоверяет.'));
  expect(text).not.toContain(letters('Подписанная версия'));
});

test('of a revoked document it says so, of a purged one there is none', async () => {
  const { id } = await signedContract(service, 1);
  await service.desk.json(service.desk.send(`/v1/documents/${id}/revocation`, { reason: 'Ошибка' }));
  expect((await sheetOf(id)).text).toContain(letters('Документ аннулирован'));
  await service.withRegistry((registry) => registry.purge(id, 'main', 'term', { id: 'operator', name: 'tests' }));
  expect(await refusalOf(ask(id))).toMatchObject({ status: 410, code: 'document-purged' });
});

test('other languages, other documents and those without a key get none', async () => {
  for (const language of ['en', 'ru-kk', 'x']) {
    expect((await service.desk.ask(`/v1/documents/${document.id}/files/${language}.signatures.pdf`)).status).toBe(404);
  }
  expect(await refusalOf(ask('0123456789abcdef'))).toMatchObject({ status: 404, code: 'document-unknown' });
  const address = `${service.desk.url}/v1/documents/${document.id}/files/ru.signatures.pdf`;
  expect((await fetch(address)).status).toBe(401);
});
