import { beforeAll, describe, expect, test } from 'vitest';
import { recordBytes } from '../../src/seal/embedded-record.ts';
import type { FileCheck } from '../../src/verification/file-check.ts';
import { publicDesk, withRegistry } from '../issuing/desk.ts';
import { unnumbered } from '../issuing/orders.ts';
import { recordIn, withData, withRecord } from './files.ts';
import { changed } from '../http/payloads.ts';
import { certificateForm, forgedCode, issuePapers, type Papers, registerForm, unrecordedCode } from './papers.ts';

const formats = ['pdf', 'docx', 'xlsx'] as const;
const asker = publicDesk();

let papers: Papers;
beforeAll(async () => {
  papers = await issuePapers();
});

function upload(bytes: Uint8Array): Promise<Response> {
  const body = new FormData();
  body.append('file', new Blob([Uint8Array.from(bytes)]), 'Құжат.pdf');
  return asker.ask('/v1/verifications', { method: 'POST', body });
}

const check = (bytes: Uint8Array) => asker.json<FileCheck>(upload(bytes));
const file = (name: string, document = papers.certificate) => papers.issuer.desk.file(document.id, name);

describe('an untouched file', () => {
  test.each(['kk.pdf', 'ru.pdf', 'kk.docx', 'ru.docx', 'kk.xlsx', 'ru.xlsx'])('%s is named', async (name) => {
    const answer = await check(await file(name));
    expect(answer).toMatchObject({
      identical: true,
      revision: name,
      state: 'valid',
      differences: [],
      differenceCount: 0,
    });
    expect(answer.document).toMatchObject({
      number: papers.certificate.number,
      issuer: { bin: papers.issuer.issuer.bin },
    });
  });

  test.each(['revoked', 'replaced'] as const)('of a %s document is told to be so', async (name) => {
    expect(await check(await file('ru.pdf', papers[name]))).toMatchObject({ identical: true, state: name });
  });
});

describe.each(formats)('as %s', (format) => {
  test('a file that was written anew is not identical; that its data agree is told', async () => {
    const issued = await file(`ru.${format}`);
    const answer = await check(await withRecord(issued, recordBytes(await recordIn(issued))));
    expect(answer).toMatchObject({ identical: false, revision: null, state: 'valid', differenceCount: 0 });
    expect(answer.document?.number).toBe(papers.certificate.number);
  });

  test('one byte more, and the file is not identical', async () => {
    const issued = await file(`ru.${format}`);
    const answer = await upload(Buffer.concat([issued, Buffer.from(' ')]));
    expect(answer.ok ? ((await answer.json()) as FileCheck).identical : answer.status).toBe(answer.ok ? false : 422);
  });

  test('one other character anywhere in the record is seen', async () => {
    const issued = await file(`ru.${format}`);
    const record = Array.from(Buffer.from(recordBytes(await recordIn(issued))).toString());
    const samples = 40;
    const seen = new Set<string>();
    for (let sample = 0; sample < samples; sample += 1) {
      const at = Math.floor(((sample + 0.5) * record.length) / samples);
      const other = record.with(at, otherThan(record[at] ?? '')).join('');
      const answer = await upload(await withRecord(issued, Buffer.from(other)));
      const around = record.slice(Math.max(0, at - 20), at + 20).join('');
      if (answer.status === 422) {
        seen.add('unreadable');
        continue;
      }
      const body = (await answer.json()) as FileCheck;
      expect(body.identical, around).toBe(false);
      expect(body.differenceCount, around).toBeGreaterThan(0);
      seen.add(body.state);
    }
    expect(seen).toContain('valid');
  });

  test('differences name their fields; values are shown of public facts only', async () => {
    const issued = await file(`ru.${format}`);
    const changes = {
      'applicant.name.ru': 'Другое имя',
      'applicant.phone': '+7 (000) 000-00-00',
      'goods.1.tnved': '0101210000',
    };
    const { differences, ...answer } = await check(
      await withRecord(issued, recordBytes(withData(await recordIn(issued), changes))),
    );
    expect(answer).toMatchObject({ identical: false, state: 'valid', differenceCount: 3 });
    expect(differences).toEqual([
      expect.objectContaining({
        pointer: '/data/applicant/name/ru',
        label: { kk: 'Өтініш берушінің атауы', ru: 'Наименование заявителя' },
        found: 'Другое имя',
      }),
      { pointer: '/data/applicant/phone', label: { kk: 'Телефоны', ru: 'Телефон' } },
      expect.objectContaining({ pointer: '/data/goods/1/tnved', issued: '7308300000', found: '0101210000' }),
    ]);
  });
});

test('a file whose code is not that of its document tells nothing of any', async () => {
  const issued = await file('ru.pdf');
  const record = await recordIn(issued);
  const { revoked, certificate, issuer } = papers;
  const cases = [
    [{ ...record, code: forgedCode(certificate) }, 'forged', ['/code']],
    [{ ...record, code: revoked.verification.code }, 'forged', ['/documentId']],
    [{ ...record, documentId: revoked.id }, 'forged', ['/documentId']],
    [{ ...record, code: unrecordedCode(issuer.issuer) }, 'unknown', []],
  ] as const;
  for (const [other, state, pointers] of cases) {
    const answer = await check(await withRecord(issued, recordBytes(other)));
    expect(answer).toMatchObject({ identical: false, state, document: null });
    expect(answer.differences).toEqual(pointers.map((pointer) => ({ pointer, label: null })));
  }
});

test('an IIN is never shown whole', async () => {
  const iin = '840712400567';
  const data = changed(unnumbered(certificateForm), { 'applicant.bin': iin });
  const document = await papers.issuer.desk.issued({ form: certificateForm, language: 'ru', data });
  const issued = await file('ru.pdf', document);
  const answer = await check(
    await withRecord(issued, recordBytes(withData(await recordIn(issued), { 'applicant.bin': '120340001230' }))),
  );
  expect(answer.differences[0]).toMatchObject({ pointer: '/data/applicant/bin', issued: '********0567' });
  expect(JSON.stringify(answer)).not.toContain(iin);
});

test('a register that differs everywhere names a hundred places, and tells how many there are', async () => {
  const rows = Array.from({ length: 30 }, () => unnumbered(registerForm)['producers']).flat();
  const document = await papers.issuer.desk.issued({ form: registerForm, language: 'ru', data: { producers: rows } });
  const issued = await file('ru.xlsx', document);
  const changes = Object.fromEntries(rows.map((_, index) => [`producers.${index}.inclusionDate`, '2020-01-01']));
  const other = withData(await recordIn(issued), changes);
  const answer = await check(await withRecord(issued, recordBytes(other)));
  expect([answer.differences.length, answer.differenceCount]).toEqual([100, rows.length]);
});

test('after a purge the fingerprint still tells a changed record from the issued one', async () => {
  const document = await papers.issuer.desk.issued({
    form: registerForm,
    language: 'ru',
    data: unnumbered(registerForm),
  });
  const issued = await file('ru.docx', document);
  const record = await recordIn(issued);
  const operator = { id: 'operator', name: 'tests' };
  await withRegistry((registry) => registry.purge(document.id, document.issuer, 'Срок хранения', operator));
  expect(await check(issued)).toMatchObject({ identical: true, revision: 'ru.docx' });
  const rewritten = await check(await withRecord(issued, recordBytes(record)));
  expect(rewritten).toMatchObject({ identical: false, differenceCount: 0 });
  const other = withData(record, { 'producers.0.inclusionDate': '2020-01-01' });
  expect(await check(await withRecord(issued, recordBytes(other)))).toMatchObject({
    identical: false,
    differences: [{ pointer: '', label: null }],
    differenceCount: 1,
  });
});

/** A character of the same kind, so that most records stay records. */
function otherThan(character: string): string {
  if (/\d/u.test(character)) return character === '1' ? '2' : '1';
  return character === 'Х' ? 'У' : 'Х';
}
