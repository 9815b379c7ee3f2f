import type { OfficialDocument } from '../compose/document.ts';
import type { Catalogue } from '../forms/catalogue.ts';
import type { Signatory } from './signing-places.ts';

/**
 * Who signs each version of a document joined from others. What stands in several languages is signed once, in the
 * first one.
 * @param documents in the order of their versions
 */
export function signatoriesOf(catalogue: Catalogue, documents: readonly OfficialDocument[]): Signatory[][] {
  const first = documents[0]?.versions[0]?.language;
  return documents.flatMap(({ form, versions }) =>
    versions.map(({ language }) => {
      if (language !== first) return [];
      const { about, locales } = catalogue.get(form);
      return about.signatories.map(({ id }) => ({ id, role: locales[language].signatories[id] ?? id }));
    }),
  );
}
