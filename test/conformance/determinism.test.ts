import { expect, it } from 'vitest';
import { ask } from '../support/ask.ts';
import { Renderings } from './renderings.ts';

const renderings = new Renderings(ask);
const forms = await renderings.forms();
const files = forms.flatMap(({ id, languages: [language = 'ru'] }) =>
  (['pdf', 'docx', 'xlsx'] as const).map((format) => [id, format, language] as const),
);

it.each(files)('%s as %s is the same file when it is rendered again', async (form, format, language) => {
  const order = { form, kind: 'example', language, format } as const;
  const first = await renderings.render(order);
  // Pages of the browser are warm and used in turn: other documents come in between.
  await renderings.render({ ...order, kind: 'blank' });
  const second = await renderings.render(order);
  expect(Buffer.from(second).equals(first)).toBe(true);
});
