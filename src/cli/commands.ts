import { Problem } from '../problem.ts';
import { serve } from './serve.ts';
import { listForms } from './forms.ts';
import { checkForms } from './form-check.ts';
import { newForm } from './form-new.ts';
import { render } from './render.ts';
import { UsageError } from './usage.ts';
import { validate } from './validate.ts';

/** A command of the CLI: words after its name in, exit code out. */
export type Command = (words: readonly string[]) => Promise<number>;

const commands: Readonly<Record<string, Command>> = {
  serve,
  forms: listForms,
  render,
  validate,
  'form:check': checkForms,
  'form:new': newForm,
};

const usage = `nysan serve
nysan forms [--json]
nysan render FORM --language kk|ru|kk,ru --format pdf|docx|xlsx|html
             (--data FILE|- | --example | --blank [--fillable] [--rows N]) [--incomplete] --out FILE|-
nysan validate FORM --data FILE|- [--language kk|ru|kk,ru] [--incomplete]
nysan form:check [FORM ...]
nysan form:new FORM --act op|ktp|euc|dom|prod --appendix N`;

/** Exit codes: 0 done, 1 the payload or form is wrong, 2 the words of the command are, 3 anything else. */
export async function runCommand([name = '', ...words]: readonly string[]): Promise<number> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    process.stderr.write(`${usage}\n`);
    return 2;
  }
  try {
    return await command(words);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n${usage}\n`);
      return 2;
    }
    if (error instanceof Problem && error.code === 'form-unknown') {
      process.stderr.write(`no such form: see nysan forms\n`);
      return 2;
    }
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return 3;
  }
}
