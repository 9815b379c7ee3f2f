import { createHash } from 'node:crypto';
import { Composer } from '../../../src/compose/composer.ts';
import type { Language, OfficialDocument } from '../../../src/compose/document.ts';
import { loadCatalogue } from '../../../src/forms/catalogue.ts';
import { isJsonObject } from '../../../src/forms/json.ts';
import { Validator } from '../../../src/forms/validation.ts';
import type { Format } from '../../../src/render/formats.ts';
import { printStylesheet } from '../../../src/render/html/page.ts';
import { Renderers } from '../../../src/render/renderers.ts';
import type { Verification } from '../../../src/trust/verification.ts';
import { startPool } from '../pdf/support.ts';

const catalogue = loadCatalogue();
const composer = new Composer(catalogue);
const validator = new Validator();

/** The example of a form as it is issued: without watermark. `changes` replaces fields, wherever they are. */
export function issuedDocument(
  form: string,
  languages: readonly Language[] = ['ru'],
  changes: Readonly<Record<string, string>> = {},
): OfficialDocument {
  const definition = catalogue.get(form);
  const example: unknown = JSON.parse(
    JSON.stringify(definition.example),
    (key, value: unknown) => changes[key] ?? value,
  );
  if (!isJsonObject(example)) throw new TypeError(`the example of ${form} is no object`);
  const { payload, errors } = validator.validate(definition, example, { languages, incomplete: false });
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return composer.compose(definition, { languages, payload, issued: true }).document;
}

/** The empty form. */
export function blankDocument(form: string): OfficialDocument {
  return composer.compose(catalogue.get(form), { languages: ['ru'] }).document;
}

export const verification: Verification = {
  url: `HTTPS://NYSAN.EXAMPLE.KZ/V/${codeLetters(164)}`,
  number: '025600417',
  shortCode: 'K7QX4-9M2TD',
};

/** Letters as a signed code has them: all of base32, none foreseeable. */
export function codeLetters(count: number): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bytes = Array.from({ length: Math.ceil(count / 32) }, (_, index) =>
    createHash('sha256').update(`code ${index}`).digest(),
  );
  return Array.from(Buffer.concat(bytes).subarray(0, count), (byte) => alphabet[byte % alphabet.length]).join('');
}

const createdAt = new Date('2026-11-20T10:20:30Z');

export interface Press {
  /** With the code above, or another one; without any where it is null. */
  render(document: OfficialDocument, format: Format, code?: Verification | null): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Renderers as the service has them. */
export async function startPress(): Promise<Press> {
  const pool = await startPool({ stylesheet: printStylesheet, pages: 1 });
  const renderers = new Renderers(pool);
  return {
    render: (document, format, code = verification) =>
      renderers.render(document, format, {
        createdAt,
        fillable: false,
        ...(code === null ? {} : { verification: code }),
      }),
    close: () => pool.close(),
  };
}
