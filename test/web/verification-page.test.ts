import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../support/ask.ts';
import { fitsWidth, Reader, sizes, textOf, violations } from './browser.ts';
import { forgedCode, issuePapers, type Papers, pathOf, unrecordedCode } from './papers.ts';

const languages = ['kk', 'ru', 'en'] as const;

const headlines = {
  certificate: { kk: 'Құжат түпнұсқа, күшінде', ru: 'Документ подлинный, действует', en: 'Genuine and in force' },
  application: { kk: 'Құжат түпнұсқа', ru: 'Документ подлинный', en: 'Genuine document' },
  revoked: { kk: 'Құжаттың күші жойылған', ru: 'Документ аннулирован', en: 'Revoked' },
  replaced: { kk: 'Құжат жаңасымен ауыстырылған', ru: 'Документ заменён новым', en: 'Replaced by a new document' },
  forged: { kk: 'Код жалған', ru: 'Код поддельный', en: 'The code is forged' },
} as const;
const papersOnPage = ['certificate', 'application', 'revoked', 'replaced'] as const;

let reader: Reader;
let papers: Papers;
beforeAll(async () => {
  [reader, papers] = await Promise.all([Reader.open(), issuePapers()]);
});
afterAll(() => reader.close());

describe.each(Object.keys(sizes) as (keyof typeof sizes)[])('on a %s', (device) => {
  test.each(languages)('a certificate in force is told first, in %s', async (language) => {
    const visit = { language, size: sizes[device] };
    await reader.visit(
      pathOf(papers.certificate),
      async ({ page, requests }) => {
        expect(await textOf(page, 'h1')).toBe(headlines.certificate[language]);
        expect(await page.$eval('html', ({ lang }) => lang)).toBe(language);
        for (const other of languages) expect(await textOf(page, '.state')).toContain(headlines.certificate[other]);
        const [issuer, state] = await page.$$eval('.issuer, .state', (elements) =>
          elements.map((element) => element.getBoundingClientRect().bottom),
        );
        expect(issuer).toBeLessThan(state ?? 0);
        expect(state).toBeLessThan(sizes.phone.height / 2);
        expect(await fitsWidth(page)).toBe(true);
        expect(await page.$$('script')).toEqual([]);
        expect(requests.filter((address) => !address.startsWith('data:'))).toHaveLength(1);
        expect(await violations(page)).toEqual([]);
      },
      visit,
    );
  });
});

test.each(papersOnPage)('%s: state, issuer and number, in the words of every language', async (name) => {
  const { issuer } = papers.issuer;
  for (const language of languages) {
    await reader.visit(
      pathOf(papers[name]),
      async ({ page }) => {
        expect(await textOf(page, 'h1')).toBe(headlines[name][language]);
        const issuerText = await textOf(page, '.issuer');
        expect(issuerText).toContain(issuer.name.kk);
        expect(issuerText).toContain(issuer.name.ru);
        expect(await textOf(page)).toContain(papers[name].number);
        expect(await fitsWidth(page)).toBe(true);
      },
      { language },
    );
  }
});

test('each state has a sign of its own: it is understood without colour', async () => {
  const codes = [forgedCode(papers.certificate), unrecordedCode(papers.issuer.issuer)];
  const paths = [...papersOnPage.map((name) => pathOf(papers[name])), ...codes.map((code) => `/V/${code}`)];
  const signs: string[] = [];
  for (const path of paths) {
    signs.push(
      await reader.visit(path, async ({ page }) => {
        expect(await violations(page)).toEqual([]);
        return page.$eval('.state svg', ({ innerHTML }) => innerHTML);
      }),
    );
  }
  const [inForce, genuine, ...others] = signs;
  expect(genuine).toBe(inForce);
  expect(new Set([inForce, ...others]).size).toBe(signs.length - 1);
});

test('a paper that is not electronically signed says so before anything of its state', async () => {
  await reader.visit(pathOf(papers.application), async ({ page }) => {
    const said = await textOf(page, '.state');
    const [unsigned, state] = ['Не удостоверен электронной', headlines.application.ru].map((words) =>
      said.indexOf(words),
    );
    expect(unsigned).toBe(0);
    expect(state).toBeGreaterThan(0);
  });
});

test('a replaced document leads to the one in its place', async () => {
  await reader.visit(pathOf(papers.replaced), async ({ page }) => {
    await Promise.all([page.waitForNavigation(), page.click('.next')]);
    expect(new URL(page.url()).pathname).toBe(pathOf(papers.certificate));
    expect(await textOf(page, 'h1')).toBe(headlines.certificate.ru);
  });
});

describe('a code that names no document shows nothing of any', () => {
  const told = (path: string) => ask(path, { headers: { 'Accept-Language': 'ru' } });

  async function expectNothingShown(path: string, headline: string): Promise<void> {
    const answer = await told(path);
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(html).toContain(`<h1>${headline}</h1>`);
    const { number, verification } = papers.certificate;
    for (const fact of [number, verification.shortCode, papers.issuer.issuer.name.ru, '<dl>', 'class="issuer"']) {
      expect(html).not.toContain(fact);
    }
  }

  test('forged', async () => {
    const { code } = papers.certificate.verification;
    for (const forged of [forgedCode(papers.certificate), code.slice(0, -1), `${code}A`, 'x', '%3Cscript%3E']) {
      await expectNothingShown(`/V/${forged}`, headlines.forged.ru);
    }
  });

  test('signed by the service, and unknown to it all the same', async () => {
    await expectNothingShown(`/V/${unrecordedCode(papers.issuer.issuer)}`, 'Такой документ не выдавался');
  });

  test('an address that is no text', async () => {
    expect((await told('/V/%F0')).status).toBe(400);
  });
});

test('letters of any case name the same page', async () => {
  const pathInCapitals = pathOf(papers.certificate);
  const mixed = Array.from(papers.certificate.verification.code, (letter, at) =>
    at % 3 === 0 ? letter.toLowerCase() : letter,
  );
  for (const path of [pathInCapitals, pathInCapitals.toLowerCase(), `/v/${mixed.join('')}`, `/V/${mixed.join('')}`]) {
    expect(await (await ask(path, { headers: { 'Accept-Language': 'en' } })).text(), path).toContain(
      `<h1>${headlines.certificate.en}</h1>`,
    );
  }
});

test('the page is found by no search engine and kept by no cache, and runs nothing', async () => {
  const answer = await ask(pathOf(papers.certificate), { headers: { Authorization: '' } });
  expect(answer.headers.get('X-Robots-Tag')).toBe('noindex, nofollow');
  expect(await answer.text()).toContain('<meta name="robots" content="noindex">');
  expect(answer.headers.get('Cache-Control')).toBe('no-store');
  expect(answer.headers.get('Vary')).toContain('Accept-Language');
  expect(answer.headers.get('Content-Security-Policy')).not.toContain('script-src');
});

test('other methods are refused', async () => {
  for (const method of ['POST', 'PUT', 'DELETE']) {
    const answer = await ask(pathOf(papers.certificate), { method });
    expect([answer.status, answer.headers.get('Allow')]).toEqual([405, 'GET, HEAD']);
  }
});
