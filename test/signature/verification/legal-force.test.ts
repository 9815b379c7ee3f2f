import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfiguration } from '../../../src/config.ts';
import { readYearly } from '../../../src/forms/yearly/yearly-data.ts';
import { legalForce, readWordings } from '../../../src/signature/sheet/legal-force.ts';
import { readPdf } from '../../readers/pdf.ts';
import { letters } from '../../readers/words.ts';
import { testNow } from '../../support/service.ts';
import { issuedContract, pageOf, signedContract, signWithGost } from './signed-papers.ts';
import { SigningService } from '../http/signing-service.ts';

const inForce = new Date('2026-05-20T06:00:00Z');
const words = {
  kk: 'Қазақстан Республикасының 2003 жылғы 7 қаңтардағы N 370-II Заңы 7 бабының 1 тармағына сәйкес',
  ru: 'согласно пункту 1 статьи 7 ЗРК от 7 января 2003 года N370-II',
} as const;

describe('the wording', () => {
  test.each([
    ['2026-05-20', true],
    ['2026-06-30', true],
    ['2026-07-01', false],
    ['2026-11-20', false],
    ['2003-01-06', false],
  ])('of a document issued on %s is known: %s', (day, isKnown) => {
    const wording = legalForce(day);
    expect(wording !== undefined).toBe(isKnown);
    for (const language of ['kk', 'ru'] as const) {
      if (wording !== undefined) expect(wording[language]).toContain(words[language]);
    }
  });

  test('of a later law has its own days, and may have no end', () => {
    const known = readWordings([
      { effectiveFrom: '2003-01-07', effectiveTo: '2026-06-30', kk: 'ескі', ru: 'старая' },
      { effectiveFrom: '2026-07-01', effectiveTo: null, kk: 'жаңа', ru: 'новая' },
    ]);
    expect(['2026-06-30', '2026-07-01', '2040-01-01'].map((day) => legalForce(day, known)?.ru)).toEqual([
      'старая',
      'новая',
      'новая',
    ]);
  });

  test('in force is one at most on any day', () => {
    const wordings = readWordings(readYearly('legal-force')['wordings']);
    const days = wordings.map(({ effectiveFrom, effectiveTo }) => [effectiveFrom, effectiveTo ?? '9999-12-31']);
    for (const [index, [, end = '']] of days.entries()) {
      for (const [start = ''] of days.slice(index + 1)) expect(start > end).toBe(true);
    }
  });

  test.each([
    [{ effectiveFrom: '2026-07-01', effectiveTo: null, kk: 'тек қазақша' }],
    [{ effectiveFrom: 'июль 2026', effectiveTo: null, kk: 'к', ru: 'р' }],
    [{ effectiveFrom: '2026-07-01', kk: 'к', ru: 'р' }],
  ])('that is incomplete stops the service: %j', (wording) => {
    expect(() => readWordings([wording])).toThrow('legal-force.json');
  });
});

test('the setting is on or off, and off unless told', () => {
  const read = (value?: string) => readConfiguration({ NYSAN_LEGAL_FORCE: value }).legalForce;
  expect([read(), read(''), read('off'), read('on')]).toEqual([false, false, false, true]);
  expect(() => read('yes')).toThrow('NYSAN_LEGAL_FORCE must be on or off');
});

describe('on the signature sheet', () => {
  let service: SigningService;
  beforeAll(async () => {
    service = await SigningService.start({ NYSAN_LEGAL_FORCE: 'on' });
  });
  afterAll(() => service.remove());

  async function textOf(id: string, file: string): Promise<string> {
    return letters((await readPdf(await service.file(id, file))).pages.map(({ text }) => text).join('\n'));
  }

  test('it stands in the words of the day of issue, and nowhere else', async () => {
    await service.setClock(inForce);
    const document = await signedContract(service, 1);
    const gost = await issuedContract(service);
    await signWithGost(service, gost.id);
    // Printed later, it still speaks of its day of issue.
    await service.setClock(testNow);
    for (const language of ['kk', 'ru'] as const) {
      expect(await textOf(document.id, `${language}.signatures.pdf`)).toContain(letters(words[language]));
    }
    expect(await textOf(document.id, 'ru.pdf')).not.toContain(letters(words.ru));
    expect(await pageOf(service, document)).not.toContain('N370-II');
    expect(await textOf(gost.id, 'ru.signatures.pdf')).not.toContain(letters(words.ru));
    await service.desk.json(service.desk.send(`/v1/documents/${document.id}/revocation`, { reason: 'Ошибка' }));
    expect(await textOf(document.id, 'ru.signatures.pdf')).not.toContain(letters(words.ru));
  });

  test('of a later day of issue nothing is said', async () => {
    const { id } = await signedContract(service, 1);
    for (const language of ['kk', 'ru'] as const) {
      expect(await textOf(id, `${language}.signatures.pdf`)).not.toContain(letters(words[language]));
    }
  });
});

test('without the setting nothing is printed', async () => {
  const service = await SigningService.start();
  try {
    await service.setClock(inForce);
    const { id } = await signedContract(service, 1);
    const { pages } = await readPdf(await service.file(id, 'ru.signatures.pdf'));
    expect(letters(pages.map(({ text }) => text).join('\n'))).not.toContain(letters(words.ru));
  } finally {
    await service.remove();
  }
});
