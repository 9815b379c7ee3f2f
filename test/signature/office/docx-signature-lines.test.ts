import { describe, expect, it } from 'vitest';
import type { OfficialDocument } from '../../../src/compose/document.ts';
import { type DocxOptions, renderDocx } from '../../../src/render/docx/render.ts';
import { type DocxSignatureLine, signatureLinesIn } from '../../readers/docx-places.ts';
import { openPackage } from '../../readers/office-package.ts';
import { PNG } from 'pngjs';
import JSZip from 'jszip';
import { field, official, signature, slot, version } from '../../render/docx/fixtures/vocabulary.ts';
import { blank, createdAt, filled, forms, mark, signatoriesFor, signatureBlocks } from './documents.ts';

async function linesOf(document: OfficialDocument, more: Partial<DocxOptions> = {}): Promise<DocxSignatureLine[]> {
  const file = await openPackage(await renderDocx(document, { createdAt, ...more }));
  return signatureLinesIn(file.part('word/document.xml'));
}

/** Slots of a document that are there to be signed. */
function signSlots({ versions }: OfficialDocument): number {
  return versions
    .flatMap(({ blocks }) => signatureBlocks(blocks))
    .reduce((count, { slots }) => count + slots.filter(({ kind }) => kind === 'sign').length, 0);
}

describe.each(forms)('%s', (form) => {
  it.each(['blank', 'draft', 'issued'] as const)('has a signature line at each place, as %s', async (kind) => {
    const document = kind === 'blank' ? blank(form) : filled(form, kind);
    const lines = await linesOf(document, {
      signatories: signatoriesFor(document),
      ...(kind === 'issued' ? { mark } : {}),
    });
    expect(lines.length).toBeGreaterThanOrEqual(signSlots(document));
    expect(lines.length === 0).toBe(signatoriesFor(document).flat().length === 0);
    expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
    expect(lines.every(({ role }) => role !== '')).toBe(true);
  });

  it('has lines in a draft whose signatories nobody has named', async () => {
    const document = filled(form, 'draft');
    const lines = await linesOf(document);
    expect(lines.length).toBeGreaterThanOrEqual(signSlots(document));
    expect(lines.every(({ role }) => role === '')).toBe(true);
  });
});

describe('a signature line', () => {
  it('asks for the person whom the block names, in the role of the signatory', async () => {
    const document = filled('inspection-act', 'issued');
    const lines = await linesOf(document, { mark, signatories: signatoriesFor(document) });
    expect(lines.map(({ signer, role }) => [role, signer])).toEqual([
      ['Члены комиссии', 'Есимбеков Нурлан Аскарович'],
      ['Члены комиссии', 'Сыздыкова Гульнар Маратовна'],
      ['Члены комиссии', 'Ким Андрей Викторович'],
      ['Отечественный производитель', 'Жунусов Ерлан Талгатович'],
    ]);
  });

  it('is known by form and place, whoever signs and whenever the file is made', async () => {
    const ids = async (document: OfficialDocument) => (await linesOf(document)).map(({ id }) => id);
    const draft = await ids(filled('site-visit-act', 'draft'));
    expect(await ids(blank('site-visit-act'))).toEqual(draft);
    expect(await ids(blank('site-visit-act', ['kk']))).toEqual(draft);
    expect(
      draft.every((id) => /^\{[0-9A-F]{8}-[0-9A-F]{4}-8[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}\}$/u.test(id)),
    ).toBe(true);
    expect(await ids(blank('expert-conclusion'))).not.toEqual(expect.arrayContaining([draft[0]]));
  });

  it('stands in the first language of a bilingual document only', async () => {
    const both = await linesOf(blank('site-visit-act', ['kk', 'ru']));
    expect(both).toHaveLength(3);
  });

  it('has one transparent pixel for its picture, however many lines there are', async () => {
    const bytes = await renderDocx(filled('inspection-act', 'draft'), { createdAt });
    const file = await openPackage(bytes);
    const pictures = new Set(signatureLinesIn(file.part('word/document.xml')).map(({ picture }) => picture));
    const targets = file.related('word/document.xml');
    const [path = '', ...others] = [...pictures].map((id) => targets.get(id) ?? '');
    expect(others).toEqual([]);
    const png = await (await JSZip.loadAsync(bytes)).file(path)?.async('nodebuffer');
    expect(PNG.sync.read(png ?? Buffer.alloc(0))).toMatchObject({ width: 1, height: 1, data: Buffer.alloc(4) });
  });

  it('floats over the line of its slot, above caption and lower rows of the block', async () => {
    const block = signature('head', [
      slot('field', [field('position', '')], '(должность)'),
      slot('sign', '', '(подпись)', 2),
    ]);
    const [inRow] = await linesOf(official([version('ru', [block])]));
    // The page is 481.95 points wide: the slot has two thirds of it, a caption is 9.2 points high.
    expect(inRow?.style).toMatchObject({
      position: 'absolute',
      'margin-left': '160.65pt',
      width: '321.3pt',
      height: '34pt',
      'margin-top': '-43.2pt',
    });
    const [inStack] = await linesOf(
      official([
        version('ru', [signature('head', [slot('sign', '', '(подпись)'), slot('field', '', '(имя)')], 'stack')]),
      ]),
    );
    expect(inStack?.style).toMatchObject({ 'margin-left': '0pt', 'margin-top': '-72.4pt' });
  });
});

describe('the file', () => {
  it('is the same every time', async () => {
    const document = filled('inspection-act', 'draft');
    const options = { createdAt, signatories: signatoriesFor(document) };
    const first = await renderDocx(document, options);
    await renderDocx(blank('expert-conclusion'), options);
    expect(Buffer.compare(await renderDocx(document, options), first)).toBe(0);
  });
});
