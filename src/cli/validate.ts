import { Locales } from '../compose/locales.ts';
import { loadCatalogue } from '../forms/catalogue.ts';
import { parsePayload } from '../forms/payload.ts';
import { Validator } from '../forms/validation.ts';
import { refuseErrors } from '../drafts/drafts.ts';
import { Problem } from '../problem.ts';
import { describeError, describeProblem } from '../problem-text.ts';
import { readData } from './data.ts';
import { readLanguages } from './render.ts';
import { onlyWord, readWords, UsageError } from './usage.ts';

/** Checks a payload: exit 0 and the derived values, or exit 1 and the problem document on standard output. */
export async function validate(words: readonly string[]): Promise<number> {
  const { values, positionals } = readWords(words, {
    data: { type: 'string' },
    language: { type: 'string', default: 'kk,ru' },
    incomplete: { type: 'boolean', default: false },
  });
  if (values.data === undefined) throw new UsageError('--data FILE|- is needed');
  const catalogue = loadCatalogue();
  const form = catalogue.get(onlyWord(positionals, 'FORM'));
  const locales = new Locales(catalogue.all());
  const languages = readLanguages(values.language);
  const [language = 'kk'] = languages;
  try {
    const payload = parsePayload(await readData(values.data));
    const result = new Validator().validate(form, payload, { languages, incomplete: values.incomplete });
    refuseErrors(result.errors);
    const warnings = result.warnings.map((warning) => describeError(warning, locales, language, form));
    process.stdout.write(`${JSON.stringify({ valid: true, derived: result.derived, warnings }, null, 2)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    process.stdout.write(`${JSON.stringify(describeProblem(error, locales, language, { form }), null, 2)}\n`);
    return 1;
  }
}
