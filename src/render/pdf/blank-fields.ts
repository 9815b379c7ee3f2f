import type { Check, Field, OfficialDocument } from '../../compose/document.ts';
import { documentFields } from '../../compose/fields.ts';
import { fieldKey } from './field-link.ts';
import type { FillableField } from './field-widget.ts';

/** Every fill-in of a document, by the key of the link that marks its place on the page. */
export function blankFields(document: OfficialDocument): Map<string, FillableField> {
  const fields = new Map<string, FillableField>();
  for (const field of documentFields(document)) {
    const key = field.kind === 'check' ? fieldKey(field.path, field.option) : fieldKey(field.path);
    if (!fields.has(key)) fields.set(key, field.kind === 'check' ? tickedField(field) : typedField(field));
  }
  return fields;
}

/** A yes/no that is printed as a word is chosen, not ticked; a blank of several lines is filled on all of them. */
function typedField({ path, label, type, options, extraLines }: Field): FillableField {
  const wide = type === 'text' && extraLines > 0;
  return { name: path, label, type: wide ? 'multiline' : type === 'boolean' ? 'choice' : type, options };
}

/** A box of a list is named by its code; dots would part the name. */
function tickedField({ path, option, label }: Check): FillableField {
  const name = option === null ? path : `${path}.${option.replaceAll('.', '_')}`;
  return { name, label, type: 'boolean' };
}
