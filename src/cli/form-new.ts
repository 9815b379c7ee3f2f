import { formIdPattern, scaffoldForm } from '../authoring/scaffold.ts';
import { actIds, formIds, projectFolders } from '../forms/catalogue.ts';
import { parseCalendarDate } from '../forms/words/calendar.ts';
import { onlyWord, readWords, UsageError } from './usage.ts';

/** Writes the five files of a new form. */
export async function newForm(words: readonly string[]): Promise<number> {
  const { values, positionals } = readWords(words, {
    act: { type: 'string' },
    appendix: { type: 'string' },
    edition: { type: 'string', default: new Date().toISOString().slice(0, 10) },
  });
  const id = onlyWord(positionals, 'FORM');
  const { act, appendix, edition } = values;
  if (!formIdPattern.test(id)) throw new UsageError('a form id has small letters, digits and hyphens: my-form');
  if (act === undefined || !actIds.includes(act)) throw new UsageError(`--act takes ${actIds.join(', ')}`);
  if (parseCalendarDate(edition) === null) throw new UsageError('--edition takes a date: 2026-01-31');
  if (formIds().includes(id)) throw new UsageError(`form ${id} exists`);
  if (appendix === undefined) throw new UsageError('--appendix N is needed');
  const files = await scaffoldForm({ id, act, appendix, edition }, projectFolders);
  process.stdout.write(`${files.join('\n')}\nnow: npm run form:check ${id}\n`);
  return 0;
}
