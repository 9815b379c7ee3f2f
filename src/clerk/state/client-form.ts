import type { Language } from '../../compose/document.ts';
import type { CodeList } from '../../forms/code-lists.ts';
import type { FormDefinition, FormLocale } from '../../forms/definition.ts';
import { openSchema } from '../../forms/schema.ts';
import type { JsonObject } from '../../forms/json.ts';

/** A form as the page carries it: what checking and labelling need; its text is on the paper. */
export interface ClientFormData {
  readonly id: string;
  readonly about: FormDefinition['about'];
  readonly schema: JsonObject;
  readonly ownDefinitions: readonly string[];
  readonly locales: Readonly<Record<Language, Omit<FormLocale, 'text'>>>;
  readonly lists: readonly CodeList[];
}

/** A form without text and template: derivations, rules and labels work on it as on the service's own. */
export type ClientForm = FormDefinition;

export function openClientForm({ id, about, schema, ownDefinitions, locales, lists }: ClientFormData): ClientForm {
  return {
    id,
    about,
    schema: openSchema(schema, ownDefinitions),
    lists: new Map(lists.map((list) => [list.id, list])),
    locales: { kk: { ...locales.kk, text: {} }, ru: { ...locales.ru, text: {} } },
    template: '',
    example: {},
  };
}
