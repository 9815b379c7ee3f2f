import { Problem } from '../problem.ts';
import { batch } from './batch.ts';
import { serve } from './serve.ts';
import { drafts } from './drafts.ts';
import { listForms } from './forms.ts';
import { checkForms } from './form-check.ts';
import { newForm } from './form-new.ts';
import { render } from './render.ts';
import { UsageError } from './usage.ts';
import { validate } from './validate.ts';
import { issue } from './issue.ts';
import { apiKey, issuers, keys } from './keys.ts';
import { audit, backup, purge, restoreBackup, revoke, sweep } from './records.ts';
import { reprint } from './reprint.ts';
import { listSignatures } from './signatures.ts';
import { users } from './users.ts';
import { extract, verify } from './verify.ts';
import { webhooks } from './webhook.ts';

/** A command of the CLI: words after its name in, exit code out. */
export type Command = (words: readonly string[]) => Promise<number>;

const commands: Readonly<Record<string, Command>> = {
  serve,
  forms: listForms,
  render,
  validate,
  issue,
  batch,
  revoke,
  signatures: listSignatures,
  verify,
  extract,
  reprint,
  keys,
  'api-key': apiKey,
  issuer: issuers,
  user: users,
  webhook: webhooks,
  audit,
  sweep,
  purge,
  drafts,
  backup,
  restore: restoreBackup,
  'form:check': checkForms,
  'form:new': newForm,
};

const usage = `nysan serve
nysan forms [--json]
nysan render FORM --language kk|ru|kk,ru --format pdf|docx|xlsx|html
             (--data FILE|- | --example | --blank [--fillable] [--rows N]) [--incomplete] --out FILE|-
nysan validate FORM --data FILE|- [--language kk|ru|kk,ru] [--incomplete]
nysan issue FORM --language kk|ru|kk,ru --data FILE|- [--number NUMBER]
nysan batch FORM --data FILE|- [--action render|issue] [--language kk|ru|kk,ru] [--format pdf|docx|xlsx|html]
            --out FILE [--errors FILE] [--dry-run]
nysan revoke ID --reason TEXT
nysan signatures ID
nysan verify CODE|FILE [--offline --keys FILE [--status FILE]]
nysan extract FILE
nysan reprint FILE --language kk|ru|kk,ru --format pdf|docx|xlsx --out FILE|-
nysan keys list | new | rotate | import FILE | retire KID | compromised KID --from INSTANT [--issuer ID]
nysan api-key new --scope render,issue,revoke,sign,admin [--name NAME] [--issuer ID] | list | revoke ID
nysan issuer list | add --id ID --bin BIN --name-kk NAME --name-ru NAME [--code CODE]
nysan user add --login LOGIN --name NAME --scope render,issue,revoke,sign,admin [--issuer ID] [--openid SUBJECT]
               [--password-stdin]
nysan user list [--issuer ID] | password LOGIN [--password-stdin] | scopes LOGIN --scope … | disable LOGIN | enable LOGIN
nysan webhook add URL --event EVENT,… [--issuer ID] | list [--issuer ID] | remove ID | test ID
nysan audit verify
nysan purge ID | --issued-before DATE [--form FORM] [--issuer ID]  --reason TEXT
nysan sweep
nysan drafts purge --saved-before DATE [--issuer ID]
nysan backup FOLDER
nysan restore FOLDER --into FOLDER
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
