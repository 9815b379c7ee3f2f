import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Format } from '../../src/render/formats.ts';
import { changed, exampleOf } from '../http/payloads.ts';
import { readDocx } from '../readers/docx.ts';
import { readHtml } from '../readers/html.ts';
import { openPackage } from '../readers/office-package.ts';
import { readPdf } from '../readers/pdf.ts';
import { letters } from '../readers/words.ts';
import { readXlsx } from '../readers/xlsx.ts';
import { descendants } from '../readers/xml.ts';
import { ask, bytesOf } from '../support/ask.ts';
import { sendByContract } from '../support/contract.ts';
import { hostileTexts } from './hostile-texts.ts';

const asked: string[] = [];
const listener = createServer((request, response) => {
  asked.push(request.url ?? '');
  response.end('reached');
});
let address = '';
let texts: readonly [string, string][] = [];
const files = new Map<Format, Uint8Array>();

/** A certificate whose every row of goods carries one of the texts, in both its columns. */
beforeAll(async () => {
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const place = listener.address();
  address = typeof place === 'object' && place !== null ? `http://127.0.0.1:${place.port}` : '';
  texts = Object.entries(hostileTexts(address));
  const goods = texts.map(([, text]) => ({ nameKk: text, nameRu: text, kpved: '25.11' }));
  const payload = changed(await exampleOf('industrial-certificate'), { goods });
  for (const format of ['pdf', 'docx', 'xlsx', 'html'] as const) {
    const path = `/v1/forms/industrial-certificate/render?language=kk,ru&format=${format}`;
    files.set(format, await bytesOf(await sendByContract(path, payload)));
  }
});

afterAll(() => {
  listener.close();
});

function fileOf(format: Format): Uint8Array {
  const file = files.get(format);
  if (file === undefined) throw new Error(`no ${format}`);
  return file;
}

/** Names of the texts that a file does not show. */
function missing(shows: (text: string) => boolean): string[] {
  return texts.filter(([, text]) => !shows(text)).map(([name]) => name);
}

function refusedRequests(): Promise<number> {
  return ask('/metrics').then(async (answer) =>
    Number(/^nysan_browser_requests_refused_total (\d+)$/m.exec(await answer.text())?.[1]),
  );
}

test('the listener would notice a request', async () => {
  await fetch(`${address}/noticed`);
  expect(asked.splice(0)).toEqual(['/noticed']);
});

test('PDF shows every text as it is, and does nothing else with it', async () => {
  const pdf = await readPdf(fileOf('pdf'));
  const shown = letters(pdf.pages.map(({ text }) => text).join('\n'));
  pdf.close();
  expect(missing((text) => shown.includes(letters(text)))).toEqual([]);
  const source = Buffer.from(fileOf('pdf')).toString('latin1');
  expect(source).not.toMatch(/\/(?:URI|JavaScript|JS|Launch|GoToR|SubmitForm|EmbeddedFile|OpenAction)\b/);
});

test('DOCX shows every text as it is, without links, fields or macros', async () => {
  const { text } = await readDocx(fileOf('docx'));
  expect(missing((one) => text.includes(one))).toEqual([]);
  const file = await openPackage(fileOf('docx'));
  expect(file.paths.filter((path) => /vba|embeddings|activeX|externalLink/i.test(path))).toEqual([]);
  const relations = file.paths
    .filter((path) => path.endsWith('.rels'))
    .flatMap((path) => descendants(file.part(path), 'Relationship'));
  expect(relations.filter(({ attributes }) => attributes['TargetMode'] === 'External')).toEqual([]);
  expect(descendants(file.part('word/document.xml'), 'w:hyperlink')).toEqual([]);
  expect(descendants(file.part('word/document.xml'), 'w:fldSimple')).toEqual([]);
});

test('XLSX holds every text as a text: no formula, no link', async () => {
  const { sheets } = await readXlsx(fileOf('xlsx'));
  const values = new Set(sheets.flatMap(({ cells }) => cells.map(({ value }) => value)));
  expect(missing((text) => values.has(text))).toEqual([]);
  const file = await openPackage(fileOf('xlsx'));
  const parts = file.paths.filter((path) => path.startsWith('xl/worksheets/') && path.endsWith('.xml'));
  expect(parts.length).toBeGreaterThan(0);
  for (const path of parts) {
    for (const element of ['f', 'hyperlink', 'oleObject', 'legacyDrawing']) {
      expect(descendants(file.part(path), element), `${path} ${element}`).toEqual([]);
    }
  }
  const relations = file.paths
    .filter((path) => path.endsWith('.rels'))
    .flatMap((path) => descendants(file.part(path), 'Relationship'));
  expect(relations.filter(({ attributes }) => attributes['TargetMode'] === 'External')).toEqual([]);
  expect(file.paths.filter((path) => /vba|externalLink|connections/i.test(path))).toEqual([]);
});

test('HTML shows every text as it is, and has no element or attribute of it', () => {
  const source = Buffer.from(fileOf('html')).toString('utf8');
  const { text } = readHtml(fileOf('html'));
  expect(missing((one) => text.includes(one))).toEqual([]);
  const body = source.slice(source.indexOf('<body'));
  expect(body).not.toMatch(/<(?:script|iframe|object|embed|link|base|form|video|audio|a|style)[\s>]/i);
  const tags = [...body.matchAll(/<[a-z][^>]*>/gi)].map(([tag]) => tag).join('\n');
  expect(tags).not.toMatch(/\son[a-z]+\s*=/i);
  expect(tags).not.toMatch(/(?:src|href|action|url\()\s*=?\s*["']?(?!data:)[a-z]+:/i);
});

test('five thousand characters without a space stay whole, in every format', async () => {
  const word = Array.from({ length: 1000 }, (_, index) => String(index).padStart(4, '0') + 'ғ').join('');
  const payload = changed(await exampleOf('end-user-refusal'), { refusalGrounds: word });
  const rendered = (format: Format) =>
    sendByContract(`/v1/forms/end-user-refusal/render?language=ru&format=${format}`, payload).then(bytesOf);
  const pdf = await readPdf(await rendered('pdf'));
  expect(letters(pdf.pages.map(({ text }) => text).join(''))).toContain(word);
  pdf.close();
  expect((await readDocx(await rendered('docx'))).text).toContain(word);
  expect(readHtml(await rendered('html')).text).toContain(word);
  const { sheets } = await readXlsx(await rendered('xlsx'));
  expect(letters(sheets.flatMap(({ cells }) => cells.map(({ text }) => text)).join(''))).toContain(word);
});

test('nobody was asked for anything, and no file was read', async () => {
  expect(asked).toEqual([]);
  expect(await refusedRequests()).toBe(0);
  const [root = ''] = readFileSync('/etc/passwd', 'utf8').split('\n');
  const pdf = await readPdf(fileOf('pdf'));
  const everything = [
    ...pdf.pages.map(({ text }) => text),
    (await readDocx(fileOf('docx'))).text,
    JSON.stringify(await readXlsx(fileOf('xlsx'))),
    Buffer.from(fileOf('html')).toString('utf8'),
  ].join('\n');
  pdf.close();
  expect(root.length).toBeGreaterThan(5);
  expect(everything).not.toContain(root);
});
