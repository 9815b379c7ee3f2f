import { checkForm } from '../authoring/check.ts';
import { formIds, projectFolders } from '../forms/catalogue.ts';
import { readWords } from './usage.ts';

/** Tells what is wrong with forms: all of them, or those named. */
export function checkForms(words: readonly string[]): Promise<number> {
  const { positionals } = readWords(words, {});
  const ids = positionals.length > 0 ? positionals : formIds();
  const findings = ids.flatMap((id) => checkForm(id, projectFolders).map((finding) => `${id}: ${finding}`));
  for (const finding of findings) process.stdout.write(`${finding}\n`);
  process.stdout.write(`${ids.length} forms checked, ${findings.length} findings\n`);
  return Promise.resolve(findings.length === 0 ? 0 : 1);
}
