import { loadCatalogue } from '../forms/catalogue.ts';
import { readWords } from './usage.ts';

/** Ids and titles of all forms. */
export function listForms(words: readonly string[]): Promise<number> {
  const { values } = readWords(words, { json: { type: 'boolean', default: false } });
  const forms = loadCatalogue()
    .all()
    .map(({ id, about, locales }) => ({
      id,
      act: about.act,
      appendix: about.appendix ?? null,
      paragraph: about.paragraph ?? null,
      title: { kk: locales.kk.title, ru: locales.ru.title },
    }));
  const lines = forms.map(
    (form) =>
      `${form.id}\t${form.act} ${form.appendix ?? `par. ${form.paragraph ?? ''}`}\t${form.title.kk} / ${form.title.ru}`,
  );
  process.stdout.write(values.json ? `${JSON.stringify(forms, null, 2)}\n` : `${lines.join('\n')}\n`);
  return Promise.resolve(0);
}
