import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readEmbedded } from '../../../src/seal/read-embedded.ts';
import { bytesToSign } from '../../../src/signature/pdf/prepared-signature.ts';
import { readSignatures } from '../../../src/signature/pdf/read-signatures.ts';
import type { IssuedDocument } from '../../issuing/answers.ts';
import { catalogue, orderOf, unnumbered } from '../../issuing/orders.ts';
import { people } from '../../support/certificates/test-certificates.ts';
import { printedText } from '../pdf/pdfium-signatures.ts';
import { announcing, certificates, cmsOf, SigningService } from './signing-service.ts';

const contract = 'production-analysis-contract';
let service: SigningService;

beforeAll(async () => {
  service = await SigningService.start();
});

afterAll(() => service.remove());

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A contract of three parties, not signed yet. */
function issuedContract(language = 'ru'): Promise<IssuedDocument> {
  return service.desk.issued(orderOf(contract, { language }));
}

test('three parties sign one after the other: each adds a revision, and those before stay byte for byte', async () => {
  const { id } = await issuedContract('kk,ru');
  const name = 'kk-ru.pdf';
  const before = await service.signatures(id);
  expect(before).toMatchObject({ signatures: [], open: null });
  expect(before.places.every(({ signed }) => !signed)).toBe(true);
  // Under the contract, and once more under its annex.
  expect(before.places.map(({ place }) => place).slice(2, 4)).toEqual(['applicant', 'association.2']);
  const revisions = [await service.file(id, name)];
  const signers = [
    ['applicant', 'head', certificates.head],
    ['association', 'signatory', certificates.signatory],
    ['expert', 'person', certificates.personEc],
  ] as const;
  for (const [index, [signatory, person, identity]] of signers.entries()) {
    const given = await service.signed(id, announcing(signatory, person, 'Бас директор'), identity);
    expect(given).toMatchObject({
      status: 'verified',
      place: signatory,
      revision: index + 2,
      signer: { name: people[person].name, iin: `********${people[person].iin.slice(-4)}` },
      revocation: 'good',
      signedAt: '2026-11-20T06:00:00Z',
    });
    const next = await service.file(id, name);
    expect(next.subarray(0, revisions.at(-1)?.length)).toEqual(revisions.at(-1));
    revisions.push(next);
  }
  for (const [index, bytes] of revisions.entries()) expect(await service.file(id, name, index + 1)).toEqual(bytes);

  const last = revisions.at(-1) ?? Buffer.alloc(0);
  const embedded = await readSignatures(last);
  const { signatures, places } = await service.signatures(id);
  const parties = ['applicant', 'association', 'expert'];
  expect(places.flatMap(({ place, signed }) => (signed ? [place] : [])).sort()).toEqual(parties);
  expect(embedded.map(({ place }) => place).sort()).toEqual(parties);
  for (const signature of signatures) {
    const found = embedded.find(({ place }) => place === signature.place);
    expect(found?.revisionEnd).toBe(revisions[(signature.revision ?? 0) - 1]?.length);
    expect(found?.coversWholeRevision).toBe(true);
    const content = bytesToSign({ file: last, byteRange: found?.byteRange ?? [0, 0, 0, 0] });
    expect(sha256(content)).toBe(signature.sha256);
    const cms = Buffer.from(await (await service.desk.ask(signature.cms)).arrayBuffer());
    // The reserved space ends in zeros.
    expect(Buffer.from(found?.cms ?? []).subarray(0, cms.length)).toEqual(cms);
  }
  // Whoever prints the file reads who signed, in Kazakh letters; the record within it is still found.
  const pages = new Set(places.flatMap(({ page, signed }) => (signed ? [page] : [])));
  const text = (await Promise.all([...pages].map((page) => printedText(last, page)))).join(' ').replaceAll(/\s+/g, ' ');
  for (const person of ['head', 'signatory', 'person'] as const) expect(text).toContain(people[person].name);
  expect(text).toContain(`ЖСН ********${people.head.iin.slice(-4)}, БСН ${people.head.bin}`);
  expect(text).toContain('20.11.2026 11:00:00 (Алматы)');
  expect(text).not.toContain(people.head.iin);
  expect(await readEmbedded(last)).toMatchObject({ record: { documentId: id } });
});

test('the signed file is the one that was issued, and the one checked by its bytes', async () => {
  const { id, verification } = await issuedContract();
  await service.signed(id, announcing('expert'), certificates.person);
  const upload = new FormData();
  upload.append('file', new Blob([Uint8Array.from(await service.file(id, 'ru.pdf'))]), 'signed.pdf');
  const check = await service.desk.ask('/v1/verifications', { method: 'POST', body: upload });
  expect(await check.json()).toMatchObject({ identical: true, state: 'valid' });
  const { files } = await service.desk.record(id);
  expect(files.find(({ name }) => name === 'ru.pdf')?.sha256).toBe(sha256(await service.file(id, 'ru.pdf')));
  expect((await service.desk.record(id)).verification).toEqual(verification);
});

test('a revision has its own ETag and stays; the last one is asked for anew', async () => {
  const { id } = await issuedContract();
  const path = `/v1/documents/${id}/files/ru.pdf`;
  const first = await service.desk.ask(path);
  const etag = first.headers.get('ETag') ?? '';
  expect(first.headers.get('Cache-Control')).toBe('private, no-cache');
  await service.signed(id, announcing('expert'), certificates.person);
  const signed = await service.desk.ask(path, { headers: { 'If-None-Match': etag } });
  expect(signed.status).toBe(200);
  expect(signed.headers.get('ETag')).toBe(`"${sha256(new Uint8Array(await signed.arrayBuffer()))}"`);
  const issued = await service.desk.ask(`${path}?revision=1`);
  expect(issued.headers.get('ETag')).toBe(etag);
  expect(issued.headers.get('Cache-Control')).toMatch(/\bimmutable\b/);
  expect((await service.desk.ask(`${path}?revision=2`)).headers.get('ETag')).toBe(signed.headers.get('ETag'));
  expect((await service.desk.ask(`${path}?revision=1`, { headers: { 'If-None-Match': etag } })).status).toBe(304);
  for (const [query, status] of [
    ['revision=3', 404],
    ['revision=0', 404],
    ['revision=-1', 400],
    ['revision=x', 400],
    ['revision=1&revision=2', 400],
  ] as const) {
    expect((await service.desk.ask(`${path}?${query}`)).status, query).toBe(status);
  }
});

test('the CMS is served as it was handed in', async () => {
  const { id } = await issuedContract();
  const { id: signature, bytes } = await service.prepared(id, announcing('expert'));
  const cms = cmsOf(bytes, certificates.personEc);
  await service.complete(id, signature, cms);
  const path = `/v1/documents/${id}/signatures/${signature}.cms`;
  const answer = await service.desk.ask(path);
  expect(answer.headers.get('Content-Type')).toBe('application/pkcs7-signature');
  expect(answer.headers.get('Content-Disposition')).toContain('.cms"');
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from(cms));
  const etag = answer.headers.get('ETag') ?? '';
  expect(etag).toBe(`"${sha256(cms)}"`);
  expect((await service.desk.ask(path, { headers: { 'If-None-Match': etag } })).status).toBe(304);
});

test('the CMS comes as DER, or in JSON as base64 or PEM', async () => {
  const { id } = await issuedContract();
  const parties = ['association', 'expert', 'applicant'];
  const bodies = [
    (cms: Buffer) => cms.toString('base64'),
    (cms: Buffer) => cms.toString('base64').replace(/.{76}/g, '$&\r\n'),
    (cms: Buffer) => `-----BEGIN CMS-----\n${cms.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CMS-----\n`,
  ];
  for (const [index, bodyOf] of bodies.entries()) {
    const { id: signature, bytes } = await service.prepared(id, announcing(parties[index] ?? ''));
    const cms = Buffer.from(cmsOf(bytes, certificates.person));
    const answer = service.desk.ask(`/v1/documents/${id}/signatures/${signature}`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ cms: bodyOf(cms) }),
    });
    expect(await service.desk.json(answer)).toMatchObject({ status: 'verified', revision: index + 2 });
  }
});

test('a signatory who signs several times gets the next place each time', async () => {
  const form = 'sectoral-commission-protocol';
  const { id } = await service.desk.issued(orderOf(form, { data: unnumbered(form) }));
  const members = (await service.signatures(id)).places.filter(({ signatory }) => signatory === 'member');
  expect(members.map(({ place }) => place).slice(0, 2)).toEqual(['member', 'member.2']);
  for (const { place } of members) {
    expect(await service.signed(id, announcing('member'), certificates.person)).toMatchObject({ place });
  }
  expect((await service.prepare(id, announcing('member'))).status).toBe(409);
  expect((await service.signatures(id)).signatures).toHaveLength(members.length);
});

test('a form without a line for it has a place too, and an organisation signs by its BIN', async () => {
  expect(catalogue.get('end-user-certificate').about.signatories.map(({ id }) => id)).toEqual(['authorisedBody']);
  const { id } = await service.desk.issued(orderOf('end-user-certificate'));
  const given = await service.signed(id, announcing('authorisedBody', 'seal'), certificates.organisation);
  expect(given).toMatchObject({ revision: 2, signer: { iin: null, bin: people.seal.bin } });
});

test('a purge forgets who signed, and takes CMS and revisions away; the list of signatures stays', async () => {
  const { id } = await issuedContract();
  const { id: signature } = await service.signed(id, announcing('expert'), certificates.person);
  await service.withRegistry((registry) => registry.purge(id, 'main', 'term', { id: 'operator', name: 'tests' }));
  const { signatures, places, open } = await service.signatures(id);
  expect({ places, open }).toEqual({ places: [], open: null });
  expect(signatures).toMatchObject([{ id: signature, status: 'verified', signer: null, announced: null }]);
  for (const path of [`signatures/${signature}.cms`, 'files/ru.pdf', 'files/ru.pdf?revision=1']) {
    expect((await service.desk.ask(`/v1/documents/${id}/${path}`)).status, path).toBe(410);
  }
  expect((await service.prepare(id, announcing('expert'))).status).toBe(410);
});
