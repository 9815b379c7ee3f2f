import { describe, expect, it } from 'vitest';
import { UnreadableFileError } from '../../src/seal/refusal.ts';
import { type FormField, readFormFields } from '../../src/values/pdf/form-fields.ts';
import { packedStream, type PdfPart, pdfOf, pdfWithObjectStream } from '../seal/hostile-files.ts';

const catalog = '<</AcroForm 2 0 R>>';

/** A PDF whose form has these fields, objects 3 and on. */
function formOf(fields: string, ...objects: readonly PdfPart[]): Buffer {
  return pdfOf([catalog, `<</Fields[${fields}]>>`, ...objects]);
}

function fieldsOf(file: Buffer): readonly FormField[] {
  return readFormFields(file).fields;
}

function text(name: string, written: string): FormField {
  return { name, kind: 'text', text: written, ticked: false };
}

function utf16(written: string): string {
  return Buffer.from(`\ufeff${written}`, 'utf16le').swap16().toString('hex');
}

describe('the fields of a filled-in form', () => {
  it('have full names, types of those above them, and what was written in any encoding', () => {
    const file = formOf(
      '3 0 R 6 0 R',
      '<</T(goods)/Kids[4 0 R]/FT/Tx>>',
      '<</T(0)/Parent 3 0 R/Kids[5 0 R 7 0 R]>>',
      `<</T(name)/Parent 4 0 R/V<${utf16('Әділ\rҚазына')}>>>`,
      '<</T(currency)/FT/Ch/V(\\240 EUR)>>',
      `<</T(note)/Parent 4 0 R/V<${Buffer.from('\ufeffҮй').toString('hex')}>>>`,
    );
    expect(fieldsOf(file)).toEqual([
      text('goods.0.name', 'Әділ\nҚазына'),
      text('goods.0.note', 'Үй'),
      text('currency', '€ EUR'),
    ]);
  });

  it('are one where they are printed in several places, whichever of them the program wrote into', () => {
    const file = formOf(
      '3 0 R 6 0 R',
      '<</T(name)/FT/Tx/Kids[4 0 R 5 0 R]>>',
      '<</Parent 3 0 R/V(written)>>',
      '<</Parent 3 0 R/V(written)>>',
      '<</T(agree)/FT/Btn/V/Off/Kids[7 0 R 8 0 R]>>',
      '<</Parent 6 0 R/AS/Off>>',
      '<</Parent 6 0 R/AS/Yes>>',
    );
    expect(fieldsOf(file)).toEqual([text('name', 'written'), { name: 'agree', kind: 'box', text: '', ticked: true }]);
  });

  it('are read from streams of objects, and long texts from streams of their own', () => {
    const long = 'ұзақ мәтін '.repeat(2000);
    const content = packedStream(Buffer.from(utf16(long), 'hex'));
    const file = pdfWithObjectStream(
      [catalog, '<</Fields[3 0 R 4 0 R]>>', '<</T(a)/FT/Tx/V 5 0 R>>', '<</T(b)/FT/Ch/V[(one)(two)]>>'],
      [content],
    );
    expect(fieldsOf(file)).toEqual([text('a', long), text('b', 'one\ntwo')]);
  });

  it('are thousands in some hundred milliseconds', () => {
    const objects = Array.from({ length: 20_000 }, (_, index) => `<</T(${index})/FT/Tx/V(${index})>>`);
    const references = objects.map((_, index) => `${index + 3} 0 R`).join(' ');
    const file = pdfWithObjectStream([catalog, `<</Fields[${references}]>>`, ...objects], []);
    expect(fieldsOf(file)).toHaveLength(20_000);
  });

  it('leave signatures and buttons alone', () => {
    const file = formOf('3 0 R 4 0 R', '<</T(sign)/FT/Sig/V 5 0 R>>', '<</T(none)>>', '<</Type/Sig>>');
    expect(fieldsOf(file)).toEqual([]);
  });

  it('are none in a PDF without a form', () => {
    expect(readFormFields(pdfOf(['<<>>']))).toEqual({ keywords: '', language: '', fields: [] });
  });
});

describe('a hostile form', () => {
  const circle = '<</T(a)/FT/Tx/Kids[3 0 R 4 0 R]>>';

  it('that leads in a circle comes to an end', () => {
    const file = formOf('3 0 R 3 0 R', circle, '<</T(b)/Kids[3 0 R]>>');
    expect(fieldsOf(file).length).toBeLessThanOrEqual(1);
  });

  it.each([
    ['nests without end', nested(100)],
    ['has more fields than any', formOf('<</T(a)/FT/Tx>> '.repeat(100_001))],
    ['has a field in more places than any', formOf('3 0 R', `<</T(a)/FT/Tx/Kids[${'<<>> '.repeat(100_001)}]>>`)],
    ['has a name longer than any', formOf('3 0 R', `<</T(${'a'.repeat(501)})/FT/Tx>>`)],
    ['unfolds into gigabytes', formOf('3 0 R', '<</T(a)/FT/Tx/V 4 0 R>>', packedStream(Buffer.alloc(2 ** 20)))],
    ['has a text without end', Buffer.concat([formOf('3 0 R', '<</T(a)/FT/Tx/V(')])],
    ['shows its fields again and again', formOf('3 0 R '.repeat(400_000), circle)],
  ])('that %s is refused', (_, file) => {
    expect(() => readFormFields(file)).toThrow(UnreadableFileError);
  });

  it('whose bytes are wrong anywhere is read or refused', () => {
    const file = formOf('3 0 R', '<</T(goods)/Kids[4 0 R]/FT/Tx>>', `<</T(0)/Parent 3 0 R/V<${utf16('Әділ')}>>>`);
    for (let at = 0; at < file.length; at += 1) {
      for (const byte of [0, 0x28, 0x3c, 0x5b, 0x39, 0xff]) {
        const wrong = Buffer.from(file);
        wrong[at] = byte;
        try {
          expect(readFormFields(wrong).fields.length).toBeLessThanOrEqual(1);
        } catch (error) {
          if (!(error instanceof UnreadableFileError)) expect(String(error)).toContain('file-encrypted');
        }
      }
    }
  });
});

/** Fields within fields. */
function nested(depth: number): Buffer {
  const objects = Array.from({ length: depth }, (_, index) => `<</T(a)/FT/Tx/Kids[${index + 4} 0 R]>>`);
  return formOf('3 0 R', ...objects, '<</T(a)>>');
}
