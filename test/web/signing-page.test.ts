import type { HTTPRequest, Page } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { people, testCertificates } from '../support/certificates/test-certificates.ts';
import { testNow } from '../support/service.ts';
import { textOf, violations } from './browser.ts';
import { fill, focusedId, patience, said, tabTo } from './signing.ts';
import { ordered, SigningDesk } from './signing-desk.ts';

const minute = 60_000;
const { person, head } = testCertificates();

let desk: SigningDesk;
beforeAll(async () => {
  desk = await SigningDesk.open();
});
afterAll(() => desk.close());
beforeEach(() => {
  desk.ncaLayer.behave({ signer: person });
});

describe('NCALayer', () => {
  test('signs, and the next signatory signs by an older version: then nothing is left to sign', async () => {
    const document = await desk.issued();
    await desk.visit(document, async (page) => {
      await ordered(page, { ...people.person, signatory: 'nationalInstitute', position: 'Басқарма төрағасы' });
      expect(await said(page, 'signed')).toBe('Документ подписан: подпись проверена и сохранена.');
      expect(await focusedId(page)).toBe('told');
      const place = await textOf(page, '.places .signed');
      expect(place).toContain('ӘБІШЕВА ҚҰРАЛАЙ ҒАЛЫМҚЫЗЫ');
      expect(place).toContain(`ИИН ********${people.person.iin.slice(-4)}`);
      expect(place).not.toContain(people.person.iin);
      expect(await violations(page)).toEqual([]);
      expect(desk.ncaLayer.requests).toMatchObject([
        { method: 'sign', args: { allowedStorages: null, signerParams: { iin: people.person.iin }, locale: 'ru' } },
      ]);

      desk.ncaLayer.behave({ signer: head, version: 'older', tokens: ['AKKaztokenStore'] });
      await fill(page, people.head);
      await page.click('#submit');
      await page.waitForSelector('.closed');
      expect(await said(page, 'signed')).toContain('Документ подписан');
      expect(await textOf(page, '.closed')).toBe('Все места подписаны.');
      expect(desk.ncaLayer.requests.map(({ method }) => method)).toEqual([
        'sign',
        'getActiveTokens',
        'createCAdESFromBase64',
      ]);
      expect(desk.ncaLayer.requests.at(-1)?.args).toEqual(['AKKaztokenStore', 'SIGNATURE', expect.any(String), false]);
    });
    expect((await desk.signaturesOf(document)).signatures).toMatchObject([
      { status: 'verified', signatory: 'nationalInstitute', revision: 2 },
      { status: 'verified', signatory: 'applicant', revision: 3 },
    ]);
  });

  test('can be used with the keyboard alone', async () => {
    const document = await desk.issued();
    await desk.visit(document, async (page) => {
      await page.waitForSelector('#document h2:focus');
      await tabTo(page, 'signatory');
      await page.keyboard.press('ArrowDown');
      await tabTo(page, 'name');
      await page.keyboard.type(people.person.name);
      await tabTo(page, 'iin');
      await page.keyboard.type(people.person.iin);
      await page.keyboard.press('Enter');
      await said(page, 'signed');
    });
    expect((await desk.signaturesOf(document)).signatures).toHaveLength(1);
  });

  test.each([
    ['cancels', 'cancelled', 'Подписание отменено.'],
    ['fails', 'failed', 'The key is locked'],
    ['leaves', 'closed', 'NCALayer закрылся'],
  ] as const)('that %s is told, and the document can be signed at once by anyone', async (does, outcome, words) => {
    const document = await desk.issued();
    for (const version of ['current', 'older'] as const) {
      desk.ncaLayer.behave({ signer: person, does, version });
      await desk.visit(document, async (page) => {
        await ordered(page);
        expect(await said(page, outcome)).toContain(words);
        expect(await violations(page)).toEqual([]);
        expect(await desk.signaturesOf(document)).toMatchObject({ signatures: [], open: null });
      });
    }
    desk.ncaLayer.behave({ signer: person });
    await desk.visit(document, async (page) => {
      await ordered(page);
      await said(page, 'signed');
    });
  });

  test('that keeps its window open can be left from the page', async () => {
    const document = await desk.issued();
    desk.ncaLayer.behave({ signer: person, does: 'waits' });
    await desk.visit(document, async (page) => {
      await ordered(page);
      expect(await said(page, 'choosing')).toContain('Открыто окно NCALayer.');
      expect(await violations(page)).toEqual([]);
      expect((await desk.signaturesOf(document)).open).not.toBeNull();
      await page.focus('#stop');
      await page.keyboard.press('Enter');
      expect(await said(page, 'cancelled')).toContain('Подписание отменено.');
      expect(await focusedId(page)).toBe('submit');
      expect(await desk.signaturesOf(document)).toMatchObject({ signatures: [], open: null });
    });
  });

  test('that keeps its window open when the page is left keeps nobody from signing', async () => {
    const document = await desk.issued();
    desk.ncaLayer.behave({ signer: person, does: 'waits' });
    await desk.visit(document, async (page) => {
      await ordered(page);
      await said(page, 'choosing');
      await page.goto(`${desk.service.url}/verify`);
      await expect.poll(async () => (await desk.signaturesOf(document)).open, { timeout: patience }).toBeNull();
    });
  });

  test('that is slow signs in the end', async () => {
    const document = await desk.issued();
    desk.ncaLayer.behave({ signer: person, does: 'waits' });
    await desk.visit(document, async (page) => {
      await ordered(page);
      await said(page, 'choosing');
      await desk.service.setClock(new Date(testNow.getTime() + 14 * minute));
      desk.ncaLayer.goOn();
      await said(page, 'signed');
    });
    await desk.service.setClock(testNow);
  });

  test('that signs when the preparation is over signs in vain, and can sign again', async () => {
    const document = await desk.issued();
    desk.ncaLayer.behave({ signer: person, does: 'waits' });
    await desk.visit(document, async (page) => {
      await ordered(page);
      await said(page, 'choosing');
      await desk.service.setClock(new Date(testNow.getTime() + 16 * minute));
      desk.ncaLayer.goOn();
      expect(await said(page, 'late')).toContain('Чтобы подписать заново, нажмите кнопку ещё раз.');
      desk.ncaLayer.behave({ signer: person });
      await page.click('#submit');
      await said(page, 'signed');
    });
    await desk.service.setClock(testNow);
  });

  test('that does not run is told with what to do; nobody is kept from signing meanwhile', async () => {
    const document = await desk.issued();
    await desk.ncaLayer.stop();
    try {
      await desk.visit(document, async (page) => {
        await ordered(page);
        const words = await said(page, 'missing');
        expect(words).toContain('https://ncl.pki.gov.kz');
        expect(words).toContain('Запустите NCALayer');
        expect(await page.$$('#told li')).toHaveLength(4);
        expect(await violations(page)).toEqual([]);
        expect(await desk.signaturesOf(document)).toMatchObject({ signatures: [], open: null });
      });
    } finally {
      await desk.ncaLayer.start();
    }
  });
});

describe('the service', () => {
  test('refuses a certificate that is not of who was announced, in the language of the reader', async () => {
    const document = await desk.issued();
    desk.ncaLayer.behave({ signer: head });
    await desk.visit(document, async (page) => {
      await ordered(page);
      expect(await said(page, 'refused')).toMatch(/Сервис отказал\. Причина:\s+\S/);
      expect(await desk.signaturesOf(document)).toMatchObject({ signatures: [], open: null });
    });
  });

  test('finds fields that are not right, and the page marks them', async () => {
    const document = await desk.issued();
    await desk.visit(document, async (page) => {
      await ordered(page, { ...people.person, iin: '850615400121' });
      expect(await said(page, 'refused')).toMatch(/Причина:\s+\S/);
      expect(await page.$$eval('[aria-invalid]', (fields) => fields.map(({ id }) => id))).toEqual(['iin']);
      await page.focus('#iin');
      await page.keyboard.press('Backspace');
      expect(await page.$$('[aria-invalid]')).toEqual([]);
    });
  });

  test('is not asked before name and number are there', async () => {
    const document = await desk.issued();
    await desk.visit(document, async (page) => {
      const wordsOf = (id: string) =>
        page.$eval(`#${id}`, (field) => (field instanceof HTMLInputElement ? field.validationMessage : ''));
      await ordered(page, { signatory: 'applicant' });
      expect(await wordsOf('name')).toBe('Укажите фамилию, имя, отчество.');
      expect(await wordsOf('iin')).toBe('Укажите ИИН или БИН: 12 цифр.');
      await fill(page, { name: people.person.name, bin: people.head.bin });
      desk.ncaLayer.behave({ signer: head });
      await page.click('#submit');
      await said(page, 'signed');
    });
  });

  test('tells of another signature under way', async () => {
    const document = await desk.issued();
    const other = { signatory: 'applicant', name: people.head.name, bin: people.head.bin };
    await desk.post(`/v1/documents/${document.id}/signatures`, other);
    await desk.visit(document, async (page) => {
      await ordered(page, { ...people.person, signatory: 'nationalInstitute' });
      expect(await textOf(page, '.places')).toContain('Сейчас кто-то подписывает');
      expect(await said(page, 'refused')).toMatch(/Причина:\s+\S/);
      expect(desk.ncaLayer.requests).toEqual([]);
    });
  });

  test('that does not answer gets the same signature again when the button is pressed', async () => {
    const document = await desk.issued();
    await desk.visit(document, async (page) => {
      let isCut = true;
      await answering(page, 'PUT', (request) => (isCut ? request.abort() : request.continue()));
      await ordered(page);
      expect(await said(page, 'unsent')).toContain('отправится та же подпись');
      isCut = false;
      await page.click('#submit');
      await said(page, 'signed');
      expect(desk.ncaLayer.requests).toHaveLength(1);
    });
  });

  test('whose answer to the first step is lost gives the same preparation again', async () => {
    const document = await desk.issued();
    await desk.visit(document, async (page) => {
      let isCut = true;
      await answering(page, 'POST', async (request) => {
        if (!isCut) return request.continue();
        isCut = false;
        const { pathname } = new URL(request.url());
        await fetch(request.url(), {
          method: 'POST',
          headers: request.headers(),
          body: (await request.fetchPostData()) ?? null,
        });
        expect(pathname).toContain('/signatures');
        return request.abort();
      });
      await ordered(page);
      expect(await said(page, 'offline')).toContain('Сервис не отвечает.');
      expect((await desk.signaturesOf(document)).open).not.toBeNull();
      await page.click('#submit');
      await said(page, 'signed');
    });
  });

  test('that can only keep a signature is not said to have checked it', async () => {
    const document = await desk.issued();
    await desk.visit(document, async (page) => {
      const body = JSON.stringify({ status: 'unverified' });
      await answering(page, 'PUT', (request) =>
        request.respond({ status: 200, contentType: 'application/json', body }),
      );
      await ordered(page);
      expect(await said(page, 'unverified')).toContain('пока не считается подписанным');
    });
  });

  test('has no form for a document that was revoked', async () => {
    const document = await desk.issued();
    await desk.post(`/v1/documents/${document.id}/revocation`, { reason: 'Решение комиссии' });
    await desk.visit(document, async (page) => {
      expect(await textOf(page, '.closed')).toBe('Документ аннулирован: подписать его нельзя.');
      expect(await page.$$('#sign')).toEqual([]);
    });
  });
});

/** Deals with the page's requests of one method. */
async function answering(page: Page, method: string, deal: (request: HTTPRequest) => Promise<void>): Promise<void> {
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    void (request.method() === method ? deal(request) : request.continue());
  });
}
