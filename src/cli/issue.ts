import { readConfiguration } from '../config.ts';
import { openCore } from '../core.ts';
import { parsePayload } from '../forms/payload.ts';
import { operator } from '../issuing/office.ts';
import { openLog } from '../observe/log.ts';
import { Problem } from '../problem.ts';
import { describeProblem } from '../problem-text.ts';
import { readData } from './data.ts';
import { readLanguages } from './render.ts';
import { onlyWord, readWords, UsageError } from './usage.ts';

/** Issues a document for the installation's first issuer: its record on standard output. */
export async function issue(words: readonly string[]): Promise<number> {
  const { values, positionals } = readWords(words, {
    language: { type: 'string', default: 'kk' },
    data: { type: 'string' },
    number: { type: 'string' },
  });
  const form = onlyWord(positionals, 'FORM');
  const languages = readLanguages(values.language);
  if (values.data === undefined) throw new UsageError('--data FILE|- is needed');
  const configuration = { ...readConfiguration(process.env), pages: 1, logLevel: 'warn' as const };
  const core = await openCore(configuration, openLog(configuration));
  try {
    const data = parsePayload(await readData(values.data));
    const { issuing, firstIssuer } = core.office;
    const response = await issuing.issue(
      { parts: [{ form, data, pointer: '' }], languages, number: values.number ?? null, replaces: null },
      { issuer: firstIssuer, actor: operator, idempotency: null },
    );
    process.stdout.write(`${JSON.stringify(response.body, null, 2)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof Problem) || error.code === 'form-unknown') throw error;
    const [first = 'kk'] = languages;
    const problem = describeProblem(error, core.locales, first, { form: core.catalogue.get(form) });
    process.stdout.write(`${JSON.stringify(problem, null, 2)}\n`);
    return 1;
  } finally {
    await core.close();
  }
}
