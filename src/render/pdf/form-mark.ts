import type { Language, OfficialDocument } from '../../compose/document.ts';

/** Which blank a fillable PDF is. */
export interface FormMark {
  readonly form: string;
  /** Date of the wording of the act (ISO 8601). */
  readonly edition: string;
  readonly languages: readonly Language[];
}

const pattern = /urn:nysan:blank:([a-z0-9-]{1,200}):(\d{4}-\d{2}-\d{2}):(kk|ru|kk\+ru|ru\+kk)(?![a-z0-9+])/;

/**
 * The keyword that tells a fillable blank: programs that write a filled file anew keep the keywords, where they drop
 * entries that they do not know.
 */
export function formMark({ form, edition, versions }: OfficialDocument): string {
  return `urn:nysan:blank:${form}:${edition}:${versions.map(({ language }) => language).join('+')}`;
}

/** The mark among the keywords of a file; null where there is none. */
export function readFormMark(keywords: string): FormMark | null {
  const [, form, edition, languages] = pattern.exec(keywords) ?? [];
  if (form === undefined || edition === undefined || languages === undefined) return null;
  return {
    form,
    edition,
    languages: languages.split('+').map((language) => (language === 'kk' ? 'kk' : 'ru')),
  };
}
