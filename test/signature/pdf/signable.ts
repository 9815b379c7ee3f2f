import type { Language, OfficialDocument } from '../../../src/compose/document.ts';
import { Composer } from '../../../src/compose/composer.ts';
import { loadCatalogue } from '../../../src/forms/catalogue.ts';
import { Validator } from '../../../src/forms/validation.ts';
import { signatoriesOf } from '../../../src/render/signatories.ts';
import { printStylesheet } from '../../../src/render/html/page.ts';
import { Renderers } from '../../../src/render/renderers.ts';
import { sealPdf } from '../../../src/seal/pdf/seal-pdf.ts';
import { startPool } from '../../render/pdf/support.ts';
import { verification } from '../../render/verification/issued.ts';
import { recordOf } from '../../seal/documents.ts';

export const catalogue = loadCatalogue();
const composer = new Composer(catalogue);
const validator = new Validator();
const createdAt = new Date('2026-11-20T08:30:00Z');

/** Prints documents that can be signed. */
export interface SigningPress {
  /** The example of a form as it is issued, in each of the languages. */
  issued(form: string, languages?: readonly Language[]): Promise<Uint8Array>;
  /** The same without fields. */
  unsignable(form: string, languages?: readonly Language[]): Promise<Uint8Array>;
  /** The same with fields, sealed. */
  sealed(form: string, languages?: readonly Language[]): Promise<Uint8Array>;
  close(): Promise<void>;
}

export async function startSigningPress(): Promise<SigningPress> {
  const pool = await startPool({ stylesheet: printStylesheet, pages: 1 });
  const renderers = new Renderers(pool);
  const print = (documents: readonly OfficialDocument[], signable: boolean) => {
    const [first] = documents;
    if (first === undefined) throw new Error('no language');
    const whole = { ...first, versions: documents.flatMap(({ versions }) => versions) };
    const signatories = signable ? { signatories: signatoriesOf(catalogue, documents) } : {};
    return renderers.render(whole, 'pdf', { createdAt, fillable: false, verification, ...signatories });
  };
  const issued = (form: string, languages: readonly Language[] = ['ru']) => print(examples(form, languages), true);
  return {
    issued,
    unsignable: (form, languages = ['ru']) => print(examples(form, languages), false),
    sealed: async (form, languages = ['ru']) =>
      sealPdf(await issued(form, languages), recordOf(form, languages), { createdAt }),
    close: () => pool.close(),
  };
}

function examples(id: string, languages: readonly Language[]): OfficialDocument[] {
  const form = catalogue.get(id);
  const { payload } = validator.validate(form, form.example, { languages, incomplete: false });
  return languages.map((language) => composer.compose(form, { languages: [language], payload, issued: true }).document);
}
