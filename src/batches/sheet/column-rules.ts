import type { DataValidation } from 'exceljs';
import type { FormWords } from '../../compose/form-words.ts';
import type { Locales } from '../../compose/locales.ts';
import type { ChoiceLists } from './choice-lists.ts';
import type { FieldColumn } from './columns.ts';

/** Characters of a hint, which spreadsheets refuse when it is longer. */
const hintLimit = 250;
/** No form has a date outside these days. */
const firstDay = new Date(Date.UTC(1900, 2, 1));
const lastDay = new Date(Date.UTC(2199, 11, 31));

/** What a column takes: how its numbers are shown, what is refused as it is typed, and a hint. */
export interface ColumnRule {
  readonly numberFormat: string;
  readonly validation: DataValidation | null;
  readonly hint: string;
}

/** Text stays text, so that no zero is lost and nothing becomes a date. */
const asText = '@';

export function columnRule(column: FieldColumn, words: FormWords, locales: Locales, lists: ChoiceLists): ColumnRule {
  const { node, pattern } = column;
  const { language } = words;
  const say = (key: string, values = {}) => locales.say(language, 'batches', key, values);
  const refusal = {
    allowBlank: true,
    showErrorMessage: true,
    errorStyle: 'stop',
    errorTitle: say('wrong'),
  } as const;
  const rule = (hint: string, numberFormat: string, check: Partial<DataValidation> | null): ColumnRule => ({
    numberFormat,
    hint,
    validation: check === null ? null : { ...refusal, error: hint, formulae: [], type: 'custom', ...check },
  });
  const options = words.factsOf(pattern).options.map(({ text }) => text);
  switch (node.valueType) {
    case 'date':
      return rule(say('type.date'), 'dd.mm.yyyy', { type: 'date', operator: 'between', formulae: [firstDay, lastDay] });
    case 'integer':
      return rule(say('type.integer'), '0', { type: 'whole', operator: 'greaterThanOrEqual', formulae: [0] });
    case 'decimal':
    case 'percent':
    case 'money': {
      const isWhole = node.schema['type'] === 'integer' && node.valueType !== 'money';
      const type = isWhole ? 'whole' : 'decimal';
      return rule(say(`type.${node.valueType}`), node.valueType === 'money' ? '#,##0.00' : 'General', {
        type,
        operator: 'greaterThanOrEqual',
        formulae: [0],
      });
    }
    case 'choice':
    case 'boolean':
      return rule(say(`type.${node.valueType}`), asText, { type: 'list', formulae: [lists.rangeOf(options)] });
    case 'choices':
      return rule(say('type.choices', { choices: options.join('; ') }).slice(0, hintLimit), asText, null);
    case 'list':
      return rule(say('type.list'), asText, null);
    default: {
      const limit = node.maxLength;
      if (limit === undefined) return rule('', asText, null);
      return rule(say('type.text', { limit }), asText, {
        type: 'textLength',
        operator: 'lessThanOrEqual',
        formulae: [limit],
      });
    }
  }
}

/** Whether the service computes the value where nobody types it. */
export function isDerived({ pattern }: FieldColumn, { form }: FormWords): boolean {
  return form.about.derived.some(({ field }) => field.replaceAll('[]', '') === pattern);
}

/** Whether a row cannot do without a value: it is required, and so is all that it is part of. */
export function isRequired(column: FieldColumn, words: FormWords): boolean {
  const { form } = words;
  if (isDerived(column, words) || column.pattern === form.about.numberField) return false;
  const { pattern } = column;
  const parts = pattern.split('.');
  return parts.every((_, at) => form.schema.nodeAt(parts.slice(0, at + 1).join('.'))?.required === true);
}
