import { appliesTo, type CodeList, type CodeListItem } from '../code-lists.ts';
import type { RuleOf } from '../declarations.ts';
import { valueAt, type Json } from '../json.ts';
import { valueSeenFrom, type Place } from '../rows.ts';
import type { Breach, Checked } from './check.ts';
import { placesWhere } from './places.ts';

type CodeRule = RuleOf<'startsWith' | 'equal' | 'yearDigit' | 'changed' | 'listed' | 'complete'>;

/** Numbers and codes that depend on each other or on a list. */
export function checkCodes(rule: CodeRule, checked: Checked): readonly Breach[] {
  const { payload } = checked;
  switch (rule.kind) {
    case 'startsWith':
      return compared(rule, rule.with, checked, (value, beginning) => value.startsWith(beginning));
    case 'equal':
      return compared(rule, rule.other, checked, (value, other) => value === other);
    case 'yearDigit':
      return compared(rule, rule.of, checked, (value, date) => value.charAt(rule.position - 1) === date.charAt(3));
    case 'changed':
      return compared(
        rule,
        rule.from,
        checked,
        (value, from) => value.slice(0, rule.digits) !== from.slice(0, rule.digits),
      );
    case 'listed': {
      const list = listOf(rule, checked);
      return placesWhere(rule, rule.field, checked).flatMap((place) => {
        const code = valueAt(payload, place.path);
        const item = list.items.find((one) => one.code === code);
        return item === undefined || appliesTo(item, askedOf(rule, checked, place)) ? [] : [{ path: place.path }];
      });
    }
    case 'complete':
      return missingOf(rule, checked);
  }
}

function missingOf(rule: RuleOf<'complete'>, checked: Checked): readonly Breach[] {
  if (checked.incomplete) return [];
  const [array = ''] = rule.field.split('[]');
  const [here] = placesWhere(rule, array, checked);
  if (here === undefined) return [];
  const given = new Set(placesWhere(rule, rule.field, checked).map(({ path }) => valueAt(checked.payload, path)));
  const asked = askedOf(rule, checked, here);
  const demanded = (item: CodeListItem) =>
    rule.codes === undefined
      ? item.optional !== true && appliesTo(item, asked) && rule.except?.includes(item.code) !== true
      : rule.codes.includes(item.code);
  return listOf(rule, checked)
    .items.filter((item) => demanded(item) && !given.has(item.code))
    .map((item) => ({ path: array, params: { list: rule.list, item: item.code } }));
}

function compared(
  rule: RuleOf<'startsWith' | 'equal' | 'yearDigit' | 'changed'>,
  other: string,
  checked: Checked,
  holds: (value: string, other: string) => boolean,
): Breach[] {
  return placesWhere(rule, rule.field, checked).flatMap((place) => {
    const [value, compare] = [
      text(valueAt(checked.payload, place.path)),
      text(valueSeenFrom(checked.payload, other, place)),
    ];
    return value === undefined || compare === undefined || holds(value, compare)
      ? []
      : [{ path: place.path, params: { other } }];
  });
}

function text(value: Json | undefined): string | undefined {
  return value === undefined ? undefined : typeof value === 'string' ? value : JSON.stringify(value);
}

function listOf(rule: RuleOf<'listed' | 'complete'>, { lists }: Checked): CodeList {
  const list = lists.get(rule.list);
  if (list === undefined) throw new Error(`there is no list ${rule.list}`);
  return list;
}

function askedOf(rule: RuleOf<'listed' | 'complete'>, { payload }: Checked, place: Place) {
  const [subject, day] = [rule.for, rule.on].map((path) =>
    path === undefined ? undefined : text(valueSeenFrom(payload, path, place)),
  );
  return { subject, day };
}
