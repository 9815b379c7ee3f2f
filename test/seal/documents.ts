import type { Language, OfficialDocument } from '../../src/compose/document.ts';
import { Composer } from '../../src/compose/composer.ts';
import { loadCatalogue } from '../../src/forms/catalogue.ts';
import { Validator } from '../../src/forms/validation.ts';
import { Renderers } from '../../src/render/renderers.ts';
import { printStylesheet } from '../../src/render/html/page.ts';
import type { EmbeddedRecord } from '../../src/seal/embedded-record.ts';
import { encodeBase32 } from '../../src/trust/base32.ts';
import { startPool } from '../render/pdf/support.ts';

export const createdAt = new Date('2026-11-20T08:30:00Z');
export const sealedFormats = ['pdf', 'docx', 'xlsx'] as const;
export type SealedFormat = (typeof sealedFormats)[number];

/** A document as it would be issued: the record, and the files before they are sealed. */
export interface Rendered {
  readonly record: EmbeddedRecord;
  readonly titles: Partial<Record<Language, string>>;
  readonly files: Readonly<Record<SealedFormat, Uint8Array>>;
}

const catalogue = loadCatalogue();

/** The record of a form's example. */
export function recordOf(formId: string, languages: readonly Language[]): EmbeddedRecord {
  const { derived, form } = validated(formId, languages);
  return {
    format: 'nysan-payload-1',
    form: form.id,
    edition: form.about.edition,
    issuer: '000740001307',
    number: 'ҚР-12/345 № 7',
    issuedAt: '2026-11-20T08:30:00Z',
    languages,
    documentId: '0123456789abcdef',
    code: encodeBase32(Uint8Array.from({ length: 102 }, (_, index) => (index * 37) % 256)),
    shortCode: 'K7QX4-9M2TD',
    data: form.example,
    derived,
  };
}

/** Renders examples of forms in all media that carry records; starts a browser for the time of it. */
export async function renderDocuments(
  orders: readonly { readonly form: string; readonly languages: readonly Language[] }[],
): Promise<Rendered[]> {
  const composer = new Composer(catalogue);
  const pool = await startPool({ stylesheet: printStylesheet, pages: 1 });
  try {
    const renderers = new Renderers(pool);
    const rendered: Rendered[] = [];
    for (const { form: id, languages } of orders) {
      const { form, payload } = validated(id, languages);
      const { document } = composer.compose(form, { languages, payload });
      const render = (format: SealedFormat) => renderers.render(document, format, { createdAt, fillable: false });
      const files = { pdf: await render('pdf'), docx: await render('docx'), xlsx: await render('xlsx') };
      rendered.push({ record: recordOf(id, languages), titles: titlesOf(document), files });
    }
    return rendered;
  } finally {
    await pool.close();
  }
}

function validated(formId: string, languages: readonly Language[]) {
  const form = catalogue.all().find(({ id }) => id === formId);
  if (form === undefined) throw new Error(`there is no form ${formId}`);
  const { payload, derived, errors } = new Validator().validate(form, form.example, {
    languages,
    incomplete: false,
  });
  if (errors.length > 0) throw new Error(`the example of ${formId} has errors`);
  return { form, payload, derived };
}

function titlesOf(document: OfficialDocument): Partial<Record<Language, string>> {
  return Object.fromEntries(document.versions.map(({ language, title }) => [language, title]));
}
