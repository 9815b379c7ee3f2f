import type { Catalogue } from '../forms/catalogue.ts';
import type { DocumentRecord } from '../registry/record.ts';
import type { Registry } from '../registry/registry.ts';

/** A name in the languages of documents. */
export type InBoth = Readonly<Record<'kk' | 'ru', string>>;

/** Ids of the forms of a document: those of a bundle as long as they are known, else its own. */
export async function formsOf(record: DocumentRecord, registry: Registry): Promise<readonly string[]> {
  const trees = record.bundle === null ? null : await registry.trees(record.id);
  return trees?.[record.masterLanguage]?.map(({ form }) => form) ?? [record.form];
}

/** Roles of signatories by id; those of a bundle sign any of its parts. */
export function rolesIn(forms: readonly string[], catalogue: Catalogue): (signatory: string) => InBoth {
  const words = forms.map((form) => catalogue.get(form).locales);
  return (signatory) => {
    const known = words.find(({ kk }) => Object.hasOwn(kk.signatories, signatory));
    return {
      kk: known?.kk.signatories[signatory] ?? signatory,
      ru: known?.ru.signatories[signatory] ?? signatory,
    };
  };
}

export function titlesOf(form: string, catalogue: Catalogue): InBoth {
  const { locales } = catalogue.get(form);
  return { kk: locales.kk.title, ru: locales.ru.title };
}
