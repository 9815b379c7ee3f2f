import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordBytes } from '../../src/seal/embedded-record.ts';
import { ask } from '../support/ask.ts';
import { answered, fitsWidth, Reader, textOf, violations } from './browser.ts';
import { foreignPdf, recordIn, withData, withRecord } from './files.ts';
import { issuePapers, type Papers } from './papers.ts';

const inForce = 'Документ подлинный, действует';
const folder = mkdtempSync(join(tmpdir(), 'nysan-web-'));

let reader: Reader;
let papers: Papers;
beforeAll(async () => {
  [reader, papers] = await Promise.all([Reader.open(), issuePapers()]);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await reader.close();
});

async function uploaded(page: Page, name: string, bytes: Uint8Array): Promise<number> {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  const input = (await page.$('#file')) as ElementHandle<HTMLInputElement> | null;
  await input?.uploadFile(file);
  return answered(page, () => page.click('form[enctype] button'));
}

test.each(['kk.pdf', 'ru.pdf', 'kk.docx', 'ru.xlsx'])(
  '%s that is as it was issued reads as its paper',
  async (name) => {
    const bytes = await papers.issuer.desk.file(papers.certificate.id, name);
    await reader.visit('/verify', async ({ page }) => {
      expect(await uploaded(page, name, bytes)).toBe(200);
      expect(await textOf(page, '.found')).toContain('Файл полностью совпадает с выданным');
      expect(await textOf(page, 'h1')).toBe(inForce);
      expect(await violations(page)).toEqual([]);
    });
  },
);

test('a file of a revoked document is told to be so, whole as it is', async () => {
  const bytes = await papers.issuer.desk.file(papers.revoked.id, 'ru.pdf');
  await reader.visit('/verify', async ({ page }) => {
    await uploaded(page, 'ru.pdf', bytes);
    expect(await textOf(page, 'h1')).toBe('Документ аннулирован');
  });
});

test('a file that was changed is told to be so first; values of public facts alone are shown', async () => {
  const issued = await papers.issuer.desk.file(papers.certificate.id, 'ru.docx');
  const record = await recordIn(issued);
  const [name, secret] = ['Подменённое имя', '+7 (000) 000-00-00'];
  const other = withData(record, { 'applicant.name.ru': name, 'applicant.phone': secret });
  const changed = await withRecord(issued, recordBytes(other));
  await reader.visit('/verify', async ({ page }) => {
    await uploaded(page, 'changed.docx', changed);
    expect(await textOf(page, 'h1')).toBe('Файл изменён');
    const differences = await textOf(page, '.differences');
    expect(differences).toContain(name);
    expect(differences).toContain('отличается (значение не показывается)');
    expect(await textOf(page)).not.toContain(secret);
    expect(await violations(page)).toEqual([]);
    expect(await fitsWidth(page)).toBe(true);
  });
});

test('a file that was written anew is not called genuine, though its data agree', async () => {
  const issued = await papers.issuer.desk.file(papers.certificate.id, 'ru.pdf');
  const rewritten = await withRecord(issued, recordBytes(await recordIn(issued)));
  await reader.visit('/verify', async ({ page }) => {
    await uploaded(page, 'rewritten.pdf', rewritten);
    expect(await textOf(page, 'h1')).toBe('Файл не в том виде, в каком выдан');
    expect(await page.$$('.state.valid')).toEqual([]);
  });
});

test.each([
  ['foreign.pdf', foreignPdf(), 'В файле нет сведений для проверки'],
  ['junk.pdf', Buffer.from('junk'), 'Это не файл PDF, DOCX или XLSX'],
  ['empty.docx', Buffer.alloc(0), 'Это не файл PDF, DOCX или XLSX'],
])('%s is none of ours', async (name, bytes, headline) => {
  await reader.visit('/verify', async ({ page }) => {
    expect(await uploaded(page, name, bytes)).toBe(200);
    expect(await textOf(page, 'h1')).toBe(headline);
    expect(await violations(page)).toEqual([]);
  });
});

test('a file that is missing is asked for on the page', async () => {
  const answer = await ask('/verify/file?language=ru', { method: 'POST', body: new FormData() });
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain('<h1>Выберите один файл</h1>');
});
