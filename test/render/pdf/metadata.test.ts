import { PDF } from '@libpdf/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserPool } from '../../../src/render/pdf/browser-pool.ts';
import { describePdf } from '../../../src/render/pdf/metadata.ts';
import { job, startPool, textOf } from './support.ts';

const body = (rows: number) =>
  `<h1>Тауарлар</h1><table><thead><tr><th>№</th><th>Атауы</th></tr></thead>` +
  `<tbody>${'<tr><td>1</td><td>Сүт (node00000001)</td></tr>'.repeat(rows)}</tbody></table>`;
const description = {
  title: 'Индустриялық сертификат (түпнұсқа)',
  author: '«Атамекен» палатасы',
  subject: 'Сертификат беру туралы',
  language: 'kk',
  createdAt: new Date('2026-02-03T04:05:06Z'),
  keywords: ['№ 12/345', 'сертификат'],
};

let pool: BrowserPool;

beforeAll(async () => {
  pool = await startPool({ pages: 1 });
});

afterAll(async () => {
  await pool.close();
});

describe('the description of a PDF', () => {
  it('is read back as it was given', async () => {
    const printed = await pool.print(job(body(3)));
    const described = await describePdf(printed, description);
    const file = await PDF.load(described);
    expect(file.getMetadata()).toMatchObject({
      title: description.title,
      author: description.author,
      subject: description.subject,
      language: 'kk',
      creator: 'Nysan',
      producer: 'Nysan',
      creationDate: description.createdAt,
      modificationDate: description.createdAt,
    });
    expect(file.getKeywords()?.join(' ')).toBe('№ 12/345, сертификат');
    const catalog = file.getCatalog();
    const viewer = catalog.getDict('ViewerPreferences', (reference) => file.getObject(reference));
    expect(viewer?.getBool('DisplayDocTitle')?.value).toBe(true);
    expect(catalog.has('StructTreeRoot')).toBe(true);
    expect(catalog.has('Outlines')).toBe(true);
    expect(file.warnings).toEqual([]);
  });

  it('makes the same document the same file, however warm the page and whatever the time', async () => {
    const early = await pool.print(job(body(3)));
    for (const rows of [1, 5, 2]) await pool.print(job(body(rows)));
    const clock = /\/CreationDate \(D:(\d{14})/;
    const dated = (pdf: Uint8Array) => clock.exec(Buffer.from(pdf).toString('latin1'))?.[1];
    let late = await pool.print(job(body(3)));
    while (dated(late) === dated(early)) late = await pool.print(job(body(3)));
    expect(Buffer.from(late).equals(early)).toBe(false);
    const [first, second] = await Promise.all([describePdf(early, description), describePdf(late, description)]);
    expect(Buffer.from(second).equals(first)).toBe(true);
  });

  it('makes another file of another document or description', async () => {
    const printed = await pool.print(job(body(3)));
    const [file, renamed] = await Promise.all([
      describePdf(printed, description),
      describePdf(printed, { ...description, title: 'Басқа' }),
    ]);
    const identifier = async (pdf: Uint8Array) =>
      (await PDF.load(pdf)).context.info.trailer.getArray('ID')?.toArray().map(String);
    expect(await identifier(file)).toHaveLength(2);
    expect(Buffer.from(renamed).equals(file)).toBe(false);
  });

  it('lets the text be found as it was written', async () => {
    const text = 'Әділ сәуле Ңң Ғғ Ққ Өө Ұұ Үү Һһ Іі';
    const described = await describePdf(await pool.print(job(`<p>${text}</p><p><b>${text}</b></p>`)), description);
    expect((await textOf(described)).split(text)).toHaveLength(3);
  });

  it('keeps the header cells of tables known to their rows', async () => {
    const plain = Buffer.from(await describePdf(await pool.print(job(body(2))), description)).toString('latin1');
    const headers = [...plain.matchAll(/\/ID \((node\d+)\)/g)].map((match) => match[1]);
    const references = [...plain.matchAll(/\/Headers \[\((node\d+)\)\]/g)].map((match) => match[1]);
    expect(headers).toEqual(['node00000000', 'node00000001']);
    expect(references).toEqual([...headers, ...headers]);
  });

  it('leaves the arguments as they are', async () => {
    const printed = await pool.print(job(body(1)));
    const copy = Buffer.from(printed);
    await describePdf(printed, description);
    expect(copy.equals(printed)).toBe(true);
  });
});
