import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { recordBytes } from '../../src/seal/embedded-record.ts';
import { fileByteLimit, readEmbedded } from '../../src/seal/read-embedded.ts';
import type { RefusalReason } from '../../src/seal/refusal.ts';
import { recordOf } from './documents.ts';
import {
  archiveOf,
  docxOf,
  fileSpecification,
  packedStream,
  pdfOf,
  pdfWithObjectStream,
  pdfWithPayload,
} from './hostile-files.ts';

const mebibyte = 1024 * 1024;
const record = recordOf('industrial-certificate', ['ru']);
const payload = recordBytes(record);
const zeros = Buffer.alloc(64 * mebibyte);
const namespace = 'xmlns="urn:nysan:payload-1"';

/** A wrong record, so that a file that gets as far as this is damaged, not too large. */
const wrong = (content: string) => pdfWithPayload(packedStream(Buffer.from(content)));
const element = (content: string) => docxOf(`<payload ${namespace}>${content}</payload>`);

describe('reading a PDF', () => {
  it('works on the smallest one, packed or plain, and on one with streams of objects', async () => {
    const objects = [
      '<</AF[2 0 R]>>',
      fileSpecification('4 0 R'),
      '[/an#20array (of \\(nothing\\)) <00> -1.5 true null]',
    ];
    const files = [
      pdfWithPayload(packedStream(payload)),
      pdfWithPayload({ entries: '', content: payload }),
      pdfOf(['<</AF 4 0 R>>', fileSpecification('3 0 R'), packedStream(payload), '[2 0 R]']),
      pdfOf([
        '<</AF[2 0 R]>>',
        fileSpecification('3 0 R'),
        { entries: '/Length 4 0 R', content: payload },
        `${payload.length}`,
      ]),
      pdfOf([
        '<</Names<</EmbeddedFiles<</Kids[<</Names[(x)2 0 R]>>]>>>>>>',
        fileSpecification('3 0 R'),
        packedStream(payload),
      ]),
      pdfOf([
        `<</AF[2 0 R]>>`,
        fileSpecification('3 0 R', '\\376\\377\\0p\\000a\\000y\\000l\\000o\\000a\\000d\\000.\\000j\\000s\\000o\\000n'),
        packedStream(payload),
      ]),
      pdfOf([`<</AF[2 0 R]>>`, '<</F<7061796C 6F61642E6A736F6E>/EF<</UF 3 0 R>>>>', packedStream(payload)]),
      pdfWithObjectStream(objects, [packedStream(payload)]),
    ];
    for (const file of files) expect(await readEmbedded(file)).toEqual({ kind: 'pdf', record });
  });

  it.each<[string, RefusalReason, Uint8Array]>([
    ['no associated files', 'no-record', pdfOf(['<<>>'])],
    ['another associated file', 'no-record', pdfOf(['<</AF[2 0 R]>>', fileSpecification('3 0 R', 'data.json')])],
    ['an associated file that is not there', 'damaged', pdfOf(['<</AF[2 0 R]>>', fileSpecification('3 0 R')])],
    ['encryption', 'no-record', pdfOf(['<</AF[2 0 R]>>'], '/Encrypt 2 0 R')],
    ['no catalog', 'damaged', pdfOf(['[]'])],
    [
      'a table that says nothing of the catalog',
      'damaged',
      Buffer.from('%PDF-1.7\nxref\ntrailer<</Root 1 0 R>>\nstartxref\n9\n'),
    ],
    ['nothing but its beginning', 'damaged', Buffer.from('%PDF-1.7\n')],
    ['a payload that is no record', 'damaged', wrong('{}')],
    ['a payload packed in another way', 'damaged', pdfWithPayload({ entries: '/Filter/LZWDecode', content: payload })],
    [
      'a payload packed twice',
      'damaged',
      pdfWithPayload({ entries: '/Filter[/FlateDecode/FlateDecode]', content: deflateSync(deflateSync(payload)) }),
    ],
    ['a payload of another length', 'damaged', pdfWithPayload({ entries: '/Length 5', content: payload })],
    ['a payload that is itself its length', 'damaged', pdfWithPayload({ entries: '/Length 3 0 R', content: payload })],
    ['a payload that unfolds into 64 MB', 'too-large', pdfWithPayload(packedStream(zeros))],
    [
      'a plain payload of 20 MB',
      'too-large',
      pdfWithPayload({ entries: '', content: zeros.subarray(0, 20 * mebibyte) }),
    ],
    ['a record of zeros', 'damaged', wrong(`[${'0,'.repeat(mebibyte)}0]`)],
    ['a record that nests deep', 'damaged', wrong('['.repeat(mebibyte))],
    ['a catalog that nests deep', 'too-large', pdfOf(['['.repeat(mebibyte)])],
    ['a catalog without end', 'damaged', pdfOf([`<</A(${'('.repeat(mebibyte)}`])],
    ['a catalog of a million values', 'too-large', pdfOf([`<</A[${'0 '.repeat(mebibyte)}]>>`])],
    ['20 MB of space', 'too-large', pdfOf([`<</A${' '.repeat(20 * mebibyte)}0>>`])],
    ['a word of 20 MB', 'too-large', pdfOf([`<</A /${'a'.repeat(20 * mebibyte)}>>`])],
    [
      'a tree of names that is its own branch',
      'too-large',
      pdfOf(['<</Names<</EmbeddedFiles 2 0 R>>>>', `<</Kids[${'2 0 R '.repeat(2000)}]>>`]),
    ],
    [
      'a file that is listed without end',
      'too-large',
      pdfOf([`<</AF[${'2 0 R '.repeat(50_000)}]>>`, fileSpecification('3 0 R', 'x'.repeat(1000))]),
    ],
    ['a reference to itself', 'damaged', pdfOf(['<</AF 2 0 R>>', '2 0 R'])],
    [
      'a table of more objects than there are bytes',
      'damaged',
      Buffer.from(pdfOf(['<<>>']).toString('latin1').replace('0 2\n', '0 999999999\n'), 'latin1'),
    ],
    [
      'a table of empty parts',
      'too-large',
      Buffer.from(`%PDF-1.7\nxref\n${'0 0\n'.repeat(mebibyte)}trailer<<>>\nstartxref\n9\n`),
    ],
    ['a revision before the first', 'damaged', pdfOf(['<<>>'], '/Prev 999999')],
    [
      'a table that unfolds into 64 MB',
      'too-large',
      Buffer.concat([Buffer.from('%PDF-1.7\n'), tableStream(zeros), Buffer.from('\nstartxref\n9\n%%EOF\n')]),
    ],
    [
      'a stream of objects that holds its own length',
      'damaged',
      pdfWithObjectStream(['<</AF[2 0 R]>>', '<<>>'], [], '/Length 2 0 R'),
    ],
  ])('refuses one with %s', async (_, reason, file) => {
    expect(await readEmbedded(file)).toEqual({ reason });
  });

  it('reads revisions that lead to each other in a circle once', async () => {
    const file = pdfWithPayload(packedStream(payload)).toString('latin1');
    const offset = /startxref\n(\d+)/.exec(file)?.[1] ?? '';
    const circle = Buffer.from(file.replace('/Root', `/Prev ${offset}/Root`), 'latin1');
    expect(await readEmbedded(circle)).toEqual({ kind: 'pdf', record });
  });
});

describe('reading an office file', () => {
  const text = Buffer.from(payload).toString();
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

  it('works on the smallest one, however the part is written', async () => {
    const files = [
      await element(escaped),
      await element(`\n  ${escaped.replaceAll('"', '&quot;')}\n`),
      await element(`<![CDATA[${text}]]>`),
      await docxOf(`\ufeff<?xml version="1.0"?><n:payload xmlns:n="urn:nysan:payload-1">${escaped}</n:payload>`),
      await docxOf('<a/>', 'not XML', `<payload ${namespace}>${escaped}</payload>`),
    ];
    for (const file of files) expect(await readEmbedded(file)).toEqual({ kind: 'docx', record });
  });

  it('refuses what is no document', async () => {
    const archive = archiveOf([{ name: 'a.txt', content: Buffer.from('a') }]);
    const both = ['word/document.xml', 'xl/workbook.xml'].map((name) => ({ name, content: Buffer.from('<a/>') }));
    const files = [archive, archiveOf(both), Buffer.from('PK'), Buffer.from('<html>'), new Uint8Array(), zeros];
    for (const file of files) expect(await readEmbedded(file)).toEqual({ reason: 'not-a-document' });
  });

  it.each<[string, RefusalReason, () => Promise<Uint8Array> | Uint8Array]>([
    ['no custom part', 'no-record', () => docxOf()],
    ['custom parts of others', 'no-record', () => docxOf('<a/>', '\ufffd')],
    ['two records', 'damaged', () => docxOf(...[1, 2].map(() => `<payload ${namespace}>${escaped}</payload>`))],
    ['a record among others', 'damaged', () => docxOf(`<a><payload ${namespace}>${escaped}</payload></a>`)],
    ['a record with elements in it', 'damaged', () => element(`${escaped}<b/>`)],
    ['a part that does not end', 'damaged', () => docxOf(`<payload ${namespace}>${escaped}`)],
    [
      'entities that unfold',
      'damaged',
      () => docxOf(`<!DOCTYPE a [<!ENTITY a "aaaa">]><payload ${namespace}>&a;</payload>`),
    ],
    ['a million character references', 'too-large', () => element('&#97;'.repeat(mebibyte))],
    ['elements that nest', 'damaged', () => element('<b>'.repeat(mebibyte))],
    [
      'a hundred thousand attributes',
      'damaged',
      () =>
        docxOf(`<payload ${namespace} ${Array.from({ length: 100_000 }, (_, index) => `a${index}=""`).join(' ')}/>`),
    ],
    ['a part of 64 MB', 'too-large', () => custom(zeros, zeros.length)],
    ['a part of 64 MB that says it is small', 'damaged', () => custom(zeros, 1000)],
    ['a part of a few bytes that says it is 4 GB', 'too-large', () => custom(payload, 0xffffffff)],
    [
      'a main part of a gigabyte',
      'too-large',
      () => archiveOf([{ name: 'word/document.xml', content: payload, saidSize: 1024 * mebibyte }]),
    ],
    [
      'five thousand entries',
      'too-large',
      () => archiveOf(Array.from({ length: 5000 }, (_, index) => ({ name: `a${index}`, content: payload }))),
    ],
    ['a hundred custom parts', 'too-large', () => docxOf(...Array.from({ length: 100 }, () => '<a/>'))],
    ['an archive that is cut off', 'damaged', async () => (await element(escaped)).subarray(0, -30)],
  ])('refuses one with %s', async (_, reason, make) => {
    expect(await readEmbedded(await make())).toEqual({ reason });
  });
});

it('refuses a file of 200 MB unread', async () => {
  const file = Buffer.alloc(200 * mebibyte);
  file.write('%PDF-1.7\n');
  expect(file.length).toBeGreaterThan(fileByteLimit);
  expect(await readEmbedded(file)).toEqual({ reason: 'too-large' });
});

/** A DOCX with one custom part that says how long it is. */
function custom(content: Uint8Array, saidSize: number): Uint8Array {
  const main = { name: 'word/document.xml', content: Buffer.from('<document/>') };
  return archiveOf([main, { name: 'customXml/item1.xml', content, saidSize }]);
}

function tableStream(content: Uint8Array): Buffer {
  const packed = deflateSync(content);
  const entries = `/Type/XRef/W[1 4 2]/Size 9/Root 1 0 R/Filter/FlateDecode/Length ${packed.length}`;
  return Buffer.concat([Buffer.from(`1 0 obj\n<<${entries}>>\nstream\n`), packed, Buffer.from('\nendstream\nendobj')]);
}
