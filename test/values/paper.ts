import { Composer } from '../../src/compose/composer.ts';
import { Validator } from '../../src/forms/validation.ts';
import type { FormField } from '../../src/values/pdf/form-fields.ts';
import { valuesOfFields } from '../../src/values/field-values.ts';
import { catalogue } from '../issuing/orders.ts';

export { catalogue };
export const composer = new Composer(catalogue);
export const validator = new Validator();

/** Values of fields as they come out of a file, by name; a box is ticked with true. */
export function valuesOf(
  form: string,
  written: Readonly<Record<string, string | boolean>>,
  languages: readonly ['kk' | 'ru', ...('kk' | 'ru')[]] = ['ru'],
) {
  const words = ([...languages, 'kk', 'ru'] as const)
    .filter((language, index, all) => all.indexOf(language) === index)
    .map((language) => composer.words(catalogue.get(form), language));
  const [first, ...others] = words;
  if (first === undefined) throw new Error('a paper has a language');
  const fields = Object.entries(written).map(([name, entry]): FormField =>
    typeof entry === 'string'
      ? { name, kind: 'text', text: entry, ticked: false }
      : { name, kind: 'box', text: '', ticked: entry },
  );
  return valuesOfFields({ words: [first, ...others], languageCount: languages.length }, fields);
}
