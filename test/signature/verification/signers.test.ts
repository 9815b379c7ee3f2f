import { afterAll, beforeAll, expect, test } from 'vitest';
import { fitsWidth, Reader, violations } from '../../web/browser.ts';
import { people } from '../../support/certificates/test-certificates.ts';
import { announcing, certificates, SigningService } from '../http/signing-service.ts';
import { answerOf, issuedContract, pageOf, parties, signedContract, signWithGost } from './signed-papers.ts';

let service: SigningService;
beforeAll(async () => {
  service = await SigningService.start();
});
afterAll(() => service.remove());

const unsigned = {
  kk: 'Электрондық цифрлық қолтаңбамен куәландырылмаған',
  ru: 'Не удостоверен электронной цифровой подписью',
  en: 'Not electronically signed',
} as const;
const hiddenHead = `********${people.head.iin.slice(-4)}`;
const iins = [people.head.iin, people.signatory.iin, people.person.iin];

test('who signed is told in the order of signing, to anyone, and no IIN is whole', async () => {
  const document = await issuedContract(service);
  expect(await answerOf(service, document)).toMatchObject({ document: { signed: false, signatures: [] } });
  expect(await pageOf(service, document)).toContain(unsigned.ru);
  for (const [signatory, person, identity] of parties) {
    await service.signed(document.id, announcing(signatory, person, 'Бас директор'), identity);
  }
  const answer = await answerOf(service, document);
  expect(answer.document?.signed).toBe(true);
  expect(answer.document?.signatures).toHaveLength(parties.length);
  for (const [index, [, person]] of parties.entries()) {
    const { name, iin, ...others } = people[person];
    expect(answer.document?.signatures[index]).toEqual({
      role: { kk: expect.any(String) as string, ru: expect.any(String) as string },
      status: 'verified',
      signer: {
        name,
        iin: `********${iin.slice(-4)}`,
        bin: 'bin' in others ? others.bin : null,
        organisation: 'organisation' in others ? others.organisation : null,
      },
      position: 'Бас директор',
      file: 'ru.pdf',
      revision: index + 2,
      signedAt: '2026-11-20T06:00:00Z',
      timestamp: null,
      algorithm: expect.stringMatching(/SHA-256/) as string,
      revocation: 'good',
    });
  }
  for (const iin of iins) expect(JSON.stringify(answer)).not.toContain(iin);
});

test.each(['kk', 'ru', 'en'] as const)(
  'the page says who signed and no longer that nobody did, in %s',
  async (language) => {
    const document = await signedContract(service, 2);
    const page = await pageOf(service, document, language);
    for (const words of Object.values(unsigned)) expect(page).not.toContain(words);
    for (const words of ['Қолтаңба тексерілді', 'Подпись проверена', 'Signature verified'])
      expect(page).toContain(words);
    for (const fact of [people.head.name, people.signatory.name, people.head.bin, hiddenHead, '20.11.2026, 11:00']) {
      expect(page).toContain(fact);
    }
    expect(page).toContain(people.head.organisation.replaceAll('"', '&quot;'));
    for (const iin of iins) expect(page).not.toContain(iin);
  },
);

test('a GOST signature that nobody checked is shown, and does not count', async () => {
  const document = await issuedContract(service);
  await signWithGost(service, document.id);
  const answer = await answerOf(service, document);
  expect(answer.document).toMatchObject({
    signed: false,
    signatures: [{ status: 'unverified', revision: null, algorithm: null, revocation: null }],
  });
  expect(answer.document?.signatures[0]?.signer).toMatchObject({ name: people.head.name, iin: hiddenHead });
  const page = await pageOf(service, document);
  expect(page).toContain(unsigned.ru);
  expect(page).toContain('Подпись не проверена и не учитывается');
  expect(page).not.toContain('Подпись проверена');
  // One that counts beside it changes what is said first, and nothing about the other.
  await service.signed(document.id, announcing('expert'), certificates.person);
  expect(await answerOf(service, document)).toMatchObject({ document: { signed: true } });
  const later = await pageOf(service, document);
  expect(later).not.toContain(unsigned.ru);
  for (const words of ['Подпись не проверена и не учитывается', 'Подпись проверена']) expect(later).toContain(words);
});

test('what a revoked document says first is that it is revoked, signed or not', async () => {
  const document = await signedContract(service, 1);
  await service.desk.json(service.desk.send(`/v1/documents/${document.id}/revocation`, { reason: 'Ошибка' }));
  const answer = await answerOf(service, document);
  expect([answer.state, answer.document?.signed]).toEqual(['revoked', true]);
  expect(await pageOf(service, document)).toContain('<h1>Документ аннулирован</h1>');
});

test('after a purge nobody is named, and that it was signed stays', async () => {
  const document = await signedContract(service, 1);
  await service.withRegistry((registry) => registry.purge(document.id, 'main', 'term', { id: 'operator', name: 't' }));
  expect(await answerOf(service, document)).toMatchObject({
    document: { signed: true, signatures: [{ status: 'verified', signer: null, position: null }] },
  });
  expect(await pageOf(service, document)).not.toContain(people.head.name);
});

test('on a phone the page fits, and is read by those who do not see it', async () => {
  const document = await signedContract(service, 1);
  const reader = await Reader.open();
  try {
    await reader.visit(`${service.desk.url}/V/${document.verification.code}`, async ({ page }) => {
      expect(await page.$$eval('.signatures p.counts', (found) => found.length)).toBe(1);
      expect(await fitsWidth(page)).toBe(true);
      expect(await violations(page)).toEqual([]);
    });
  } finally {
    await reader.close();
  }
});
