import type { SchemaNode } from '../../../forms/schema.ts';
import type { JsonObject } from '../../../forms/json.ts';
import { withoutIndexes } from '../../../forms/json.ts';
import { labelLanguage } from '../../findings/sentence.ts';
import { optionsFor, type ChoiceOption } from '../../paper/choice-options.ts';
import { PaperFields } from '../../paper/paper-fields.ts';
import type { ClientForm } from '../../state/client-form.ts';

const known = new WeakMap<ClientForm, Map<string, PaperFields>>();

/** The form's fields in the language of the interface. */
function fieldsIn(form: ClientForm): PaperFields {
  const language = labelLanguage();
  const ofForm = known.get(form) ?? new Map<string, PaperFields>();
  known.set(form, ofForm);
  const fields = ofForm.get(language) ?? new PaperFields(form, language);
  ofForm.set(language, fields);
  return fields;
}

/** The options of a choice that match what was typed, in words of the interface's language. */
export function choicesFor(form: ClientForm, path: string, payload: JsonObject, query = ''): ChoiceOption[] {
  const fields = fieldsIn(form);
  const field = fields.fieldAt(withoutIndexes(path));
  return field === undefined ? [] : optionsFor(fields, field, path, payload, query);
}

/** True where the form knows only one answer, so that there is nothing to choose but to give it. */
export function isOnlyYes({ schema }: SchemaNode): boolean {
  return schema['const'] === true;
}
