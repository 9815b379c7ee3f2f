import { describe, expect, it } from 'vitest';
import type { Block, OfficialDocument } from '../../../src/compose/document.ts';
import { VocabularyError } from '../../../src/compose/markup.ts';
import { parseSkeleton } from '../../../src/compose/vocabulary.ts';
import { verificationMark } from '../../../src/render/verification/mark.ts';
import { withCodePlaced } from '../../../src/render/verification/placement.ts';
import { official, paragraph, version } from '../docx/fixtures/vocabulary.ts';
import { verification } from './issued.ts';

const mark = verificationMark(verification);
const place: Block = { kind: 'verification' };
const stamp: Block = { kind: 'stamp', lines: [[{ kind: 'text', text: 'Приложение 1', bold: false, italic: false }]] };
const words = paragraph('слова');
const longPage = Array.from({ length: 60 }, () => words);

function section(page: 'new' | 'same', blocks: readonly Block[]): Block {
  return { kind: 'section', page, sheet: 'лист', blocks };
}

/** Blocks of the versions after a place for the code was found. */
function placed(...versions: readonly (readonly Block[])[]): (readonly Block[])[] {
  const document: OfficialDocument = official(versions.map((blocks) => version('ru', blocks)));
  return withCodePlaced(document, { mark }).versions.map(({ blocks }) => blocks);
}

describe('the place of the code', () => {
  it("is the template's", () => {
    expect(placed([stamp, words, place, words])).toEqual([[stamp, words, place, words]]);
    expect(placed([stamp, section('same', [words, place])])).toEqual([[stamp, section('same', [words, place])]]);
  });

  it('is beside the stamp where the template has none', () => {
    expect(placed([words, stamp, words])).toEqual([[words, place, stamp, words]]);
    expect(placed([section('same', [stamp]), words])).toEqual([[section('same', [place, stamp]), words]]);
  });

  it('is above all text where there is no stamp either', () => {
    expect(placed([words, section('new', [stamp])])).toEqual([[place, words, section('new', [stamp])]]);
  });

  it('is never on a later page', () => {
    expect(placed([stamp, words, section('new', [place])])).toEqual([[place, stamp, words, section('new', [])]]);
    expect(placed([stamp, ...longPage, place])).toEqual([[place, stamp, ...longPage]]);
  });

  it('is only one', () => {
    expect(placed([place, words, { kind: 'verification' }], [stamp, place])).toEqual([[place, words], [stamp]]);
  });

  it('may be the first part of the document, which starts a page anyway', () => {
    expect(placed([section('new', [words, place])])).toEqual([[section('new', [words, place])]]);
  });
});

describe('the vocabulary', () => {
  it('knows the place of the code', () => {
    expect(parseSkeleton('<verification></verification>')).toEqual([place]);
  });

  it.each([
    '<verification>слова</verification>',
    '<verification><p>слова</p></verification>',
    '<verification align="left"></verification>',
    '<table><colgroup><col></colgroup><tbody><tr><td><verification></verification></td></tr></tbody></table>',
  ])('refuses %s', (markup) => {
    expect(() => parseSkeleton(markup)).toThrow(VocabularyError);
  });
});
