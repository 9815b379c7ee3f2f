import { Composer } from '../../../src/compose/composer.ts';
import { inlinesOf } from '../../../src/compose/fields.ts';
import type { Block, Language, OfficialDocument, Signature } from '../../../src/compose/document.ts';
import { loadCatalogue } from '../../../src/forms/catalogue.ts';
import { languagesOf } from '../../../src/forms/definition.ts';
import { Validator } from '../../../src/forms/validation.ts';
import { signatoriesOf } from '../../../src/render/signatories.ts';
import { fillInOf } from '../../../src/render/office/fill-ins.ts';
import type { Signatory } from '../../../src/render/signing-places.ts';
import { verificationMark } from '../../../src/render/verification/mark.ts';
import { withCodePlaced } from '../../../src/render/verification/placement.ts';
import { verification } from '../../render/verification/issued.ts';

export const catalogue = loadCatalogue();
const composer = new Composer(catalogue);
const validator = new Validator();

export const createdAt = new Date('2026-11-20T10:20:30Z');
export const mark = verificationMark(verification);

export const forms = catalogue.all().map(({ id }) => id);

/** The language in which a form exists for sure. */
function ownLanguage(form: string): Language {
  return languagesOf(catalogue.get(form)).includes('ru') ? 'ru' : 'kk';
}

export function blank(form: string, languages: readonly Language[] = [ownLanguage(form)]): OfficialDocument {
  return composer.compose(catalogue.get(form), { languages }).document;
}

/** The example of a form, as a draft or as it is issued, with the place of its code. */
export function filled(
  form: string,
  kind: 'draft' | 'issued',
  languages: readonly Language[] = [ownLanguage(form)],
): OfficialDocument {
  const definition = catalogue.get(form);
  const { payload, errors } = validator.validate(definition, definition.example, { languages, incomplete: false });
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  const { document } = composer.compose(definition, { languages, payload, issued: kind === 'issued' });
  return kind === 'issued' ? withCodePlaced(document, { mark }) : document;
}

/** Who signs a document of one form. */
export function signatoriesFor(document: OfficialDocument): Signatory[][] {
  return signatoriesOf(catalogue, [document]);
}

/** All that is filled in, in the order of the text: the paths of each fill-in. */
export function fillIns(document: OfficialDocument): (readonly string[])[] {
  return document.versions.flatMap(({ blocks }) =>
    blocks.flatMap(inlinesOf).flatMap((inline) => {
      const paths = fillInOf(inline)?.paths;
      return paths === undefined ? [] : [paths];
    }),
  );
}

/** Signature blocks in the order of the text. */
export function signatureBlocks(blocks: readonly Block[]): Signature[] {
  return blocks.flatMap((block): Signature[] => {
    if (block.kind === 'signature') return [block];
    if (block.kind === 'section') return signatureBlocks(block.blocks);
    if (block.kind !== 'table') return [];
    return [...block.head, ...block.body].flatMap(({ cells }) => cells.flatMap((cell) => signatureBlocks(cell.blocks)));
  });
}
