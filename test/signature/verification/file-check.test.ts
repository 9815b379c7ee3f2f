import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bytesToSign, embedCms } from '../../../src/signature/pdf/prepared-signature.ts';
import { prepareSignature } from '../../../src/signature/pdf/prepare-signature.ts';
import type { IssuedDocument } from '../../issuing/answers.ts';
import type { Identity } from '../../support/certificates/certificate-authority.ts';
import { signCms } from '../../support/certificates/sign-cms.ts';
import { people } from '../../support/certificates/test-certificates.ts';
import { certificates, SigningService } from '../http/signing-service.ts';
import {
  check,
  checkPage,
  cmsOffset,
  issuedContract,
  parties,
  signedContract,
  signWithGost,
  statesOf,
  upload,
  withOtherByte,
} from './signed-papers.ts';

let service: SigningService;
let document: IssuedDocument;
/** The revisions of the document, the one as issued first. */
let revisions: Buffer[];

beforeAll(async () => {
  service = await SigningService.start();
  document = await signedContract(service);
  revisions = await Promise.all([1, 2, 3, 4].map((number) => service.file(document.id, 'ru.pdf', number)));
});
afterAll(() => service.remove());

const revision = (number: number) => revisions[number - 1] ?? Buffer.alloc(0);
const [applicant, association, expert] = parties.map(([place]) => place);

/** Signs a file by itself, as a program on a desk does. */
async function signedElsewhere(pdf: Uint8Array, place: string, identity: Identity): Promise<Uint8Array> {
  const prepared = await prepareSignature(pdf, { place, text: ['?'], signedAt: new Date(0), name: '?' });
  return embedCms(prepared, signCms(bytesToSign(prepared), identity));
}

test('every revision is named, with the signatures that it has', async () => {
  for (const number of [1, 2, 3, 4]) {
    const answer = await check(service, revision(number));
    expect(answer).toMatchObject({
      identical: true,
      appended: false,
      revision: 'ru.pdf',
      revisionNumber: number,
      revisionCount: 4,
      differenceCount: 0,
    });
    expect(answer.signatures).toHaveLength(number - 1);
    for (const [index, signature] of answer.signatures.entries()) {
      const { name, iin } = people[parties[index]?.[1] ?? 'seal'] as { name: string; iin: string };
      expect(signature).toMatchObject({
        place: parties[index]?.[0],
        state: 'intact',
        recorded: true,
        isSeal: false,
        signer: { name, iin: `********${iin.slice(-4)}` },
        signedAt: '2026-11-20T06:00:00Z',
      });
    }
  }
  const page = await checkPage(service, revision(2));
  expect(page).toContain('Версия файла ru.pdf: 2 из 4.');
  expect(page).toContain('Позже поставлены новые подписи');
  expect(await checkPage(service, revision(4))).not.toContain('Позже поставлены новые подписи');
});

describe('a changed file', () => {
  test('a byte of what was issued breaks every signature', async () => {
    // Within a content stream or a font: the file still opens.
    const at = revision(1).indexOf('stream', 2000) + 40;
    const answer = await check(service, withOtherByte(revision(4), at));
    expect(answer).toMatchObject({ identical: false, appended: false, revision: null });
    expect(statesOf(answer)).toEqual(Object.fromEntries(parties.map(([place]) => [place, 'changed'])));
    expect(answer.signatures.map(({ signer }) => signer?.name)).toEqual(
      parties.map(([, person]) => people[person].name),
    );
    const page = await checkPage(service, withOtherByte(revision(4), at));
    expect(page).toContain('Подпись нарушена: подписанное изменено');
    expect(page).not.toContain('Подпись не нарушена');
  });

  test('a byte of a later revision breaks its signature and those after it, not those before', async () => {
    const at = revision(4).indexOf('stream', revision(2).length) + 40;
    expect(at).toBeLessThan(revision(3).length);
    const answer = await check(service, withOtherByte(revision(4), at));
    expect(answer).toMatchObject({ identical: false, appended: true, revisionNumber: 2, revisionCount: 4 });
    expect(statesOf(answer)).toEqual({
      [applicant ?? '']: 'intact',
      [association ?? '']: 'changed',
      [expert ?? '']: 'changed',
    });
    const page = await checkPage(service, withOtherByte(revision(4), at));
    expect(page).toContain('<h1>Файл дополнен после выдачи</h1>');
    for (const words of ['Подпись не нарушена', 'Подпись нарушена']) expect(page).toContain(words);
  });

  test('a digit of a signature itself breaks that signature, and those that signed it', async () => {
    const last = revision(4);
    const at = (await cmsOffset(last, association ?? '')) + 2000;
    const answer = await check(service, withOtherByte(last, at));
    expect(answer.identical).toBe(false);
    expect(statesOf(answer)).toMatchObject({ [applicant ?? '']: 'intact', [expert ?? '']: 'changed' });
    expect(statesOf(answer)[association ?? '']).not.toBe('intact');
  });

  test('signatures of one document hold in no other', async () => {
    const other = await issuedContract(service);
    const pdf = await service.file(other.id, 'ru.pdf');
    const prepared = await prepareSignature(pdf, { place: 'expert', text: ['?'], signedAt: new Date(0), name: '?' });
    const from = await cmsOffset(revision(4), 'expert');
    const cms = Buffer.from(revision(4).toString('latin1', from, from + 6000), 'hex');
    const answer = await check(service, embedCms(prepared, cms));
    expect(answer).toMatchObject({ appended: true, document: { number: other.number, signed: false } });
    expect(statesOf(answer)).toEqual({ expert: 'changed' });
    expect(answer.signatures[0]?.signer).toBeNull();
  });
});

describe('something was appended only', () => {
  test('all signatures hold, and what follows them is told to be nobody’s', async () => {
    for (const tail of [' ', '\n% later\n', '\n1 0 obj\n<<>>\nendobj\n%%EOF\n']) {
      const file = Buffer.concat([revision(4), Buffer.from(tail)]);
      const answered = await upload(service, file);
      const answer = (await answered.json()) as Awaited<ReturnType<typeof check>>;
      expect(answer, tail).toMatchObject({ identical: false, appended: true, revision: 'ru.pdf', revisionNumber: 4 });
      expect(answer.document?.number).toBe(document.number);
    }
    const answer = await check(service, Buffer.concat([revision(4), Buffer.from('\n% later\n')]));
    expect(statesOf(answer)).toEqual(Object.fromEntries(parties.map(([place]) => [place, 'intact'])));
  });

  test('a signature from elsewhere is told from those that the service took', async () => {
    const known = await signedElsewhere(revision(3), expert ?? '', certificates.person);
    const [, , mine] = (await check(service, known)).signatures;
    expect(mine).toMatchObject({
      place: expert,
      state: 'intact',
      recorded: false,
      signer: { name: people.person.name },
    });
    expect(JSON.stringify(await check(service, known))).not.toContain(people.person.iin);
    expect(await checkPage(service, known)).toContain('Эта подпись в сервисе не зарегистрирована');
    for (const [identity, state] of [
      [certificates.foreign, 'untrusted'],
      [certificates.expired, 'untrusted'],
      [certificates.revoked, 'untrusted'],
      [certificates.headGost, 'unchecked'],
    ] as const) {
      const answer = await check(service, await signedElsewhere(revision(3), expert ?? '', identity));
      expect(answer.signatures.map((one) => one.state)).toEqual(['intact', 'intact', state]);
      expect(answer.signatures[2]).toMatchObject({ recorded: false, signer: null });
    }
  });
});

test('a GOST signature is in no file; a file without signatures says which one was signed', async () => {
  const gost = await issuedContract(service);
  await signWithGost(service, gost.id);
  const answer = await check(service, await service.file(gost.id, 'ru.pdf'));
  expect(answer).toMatchObject({ identical: true, revisionNumber: 1, revisionCount: 1, signatures: [] });
  const page = await checkPage(service, await service.file(document.id, 'kk.docx'));
  expect(page).toContain('В самом этом файле подписей нет: подписан файл ru.pdf.');
});

test('after a purge a revision is still named, and its signatures hold', async () => {
  const purged = await signedContract(service, 1);
  const file = await service.file(purged.id, 'ru.pdf');
  await service.withRegistry((registry) => registry.purge(purged.id, 'main', 'term', { id: 'operator', name: 't' }));
  expect(await check(service, file)).toMatchObject({
    identical: true,
    revisionNumber: 2,
    signatures: [{ place: applicant, state: 'intact', signer: null }],
  });
});
