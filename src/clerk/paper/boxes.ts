import { isChosen } from '../../compose/conditions.ts';
import { isJsonArray, type Json } from '../../forms/json.ts';
import type { PaperField } from './paper-fields.ts';

/** Whether a box shows a cross: of a yes/no field without option, of a choice or of one of several with it. */
export function isTicked(option: string | undefined, value: Json | undefined): boolean {
  return option === undefined ? value === true : isChosen(value, option);
}

/** What a field is worth after a click on one of its boxes. A click on the only choice takes it back. */
export function toggled({ node }: PaperField, option: string | undefined, value: Json | undefined): Json | undefined {
  if (option === undefined) {
    if (value !== true) return true;
    // An answer that the form demands is «no» once the cross is taken away.
    return node.required && node.schema['const'] !== true ? false : undefined;
  }
  if (node.valueType !== 'choices') return value === option ? undefined : option;
  const chosen = isJsonArray(value) ? value : [];
  const now = chosen.includes(option) ? chosen.filter((code) => code !== option) : [...chosen, option];
  return now.length === 0 ? undefined : node.choices.filter((code) => now.includes(code));
}
