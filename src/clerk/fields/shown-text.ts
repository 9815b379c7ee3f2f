import type { Language } from '../../compose/document.ts';
import { isJsonObject, withoutIndexes, type Json } from '../../forms/json.ts';
import { parseCalendarDate } from '../../forms/words/calendar.ts';
import { dateShort } from '../../forms/words/date.ts';
import { decimalInFigures } from '../../forms/words/decimal.ts';
import { moneyInFigures, parseMoney } from '../../forms/words/money.ts';
import { UnprintableValueError } from '../../forms/words/unprintable.ts';
import type { ClientForm } from '../state/client-form.ts';
import { wordsAt } from '../findings/sentence.ts';

/** A value as a person reads it: figures with their spaces, dates by day, month and year, codes in words. */
export function shownText(form: ClientForm, path: string, value: Json | undefined, language: Language): string {
  if (value === undefined || value === null) return '';
  const pattern = withoutIndexes(path);
  const type = form.schema.nodeAt(pattern)?.valueType;
  if (isJsonObject(value)) return shownText(form, path, value[language] ?? value['kk'] ?? value['ru'], language);
  if (typeof value === 'object') return value.map((item) => shownText(form, path, item, language)).join(', ');
  if (typeof value === 'boolean') return wordsAt(value ? 'fields.yes' : 'fields.no') ?? String(value);
  const text = String(value);
  const words = form.locales[language].choices[pattern]?.[text] ?? wordsAt(`fields.code.${text}`);
  if (words !== undefined) return words;
  try {
    // Of values that the form does not have, amounts are known by their two decimals.
    if (type === 'money' || (type === undefined && /^\d+\.\d\d$/.test(text))) return moneyInFigures(parseMoney(value));
    if (type === 'integer' || type === 'decimal' || type === 'percent') return decimalInFigures(value);
  } catch (cause) {
    if (!(cause instanceof UnprintableValueError)) throw cause;
    return text;
  }
  return parseCalendarDate(text) === null ? text : dateShort(text);
}
