import type { RuleOf } from '../declarations.ts';
import { isJsonArray, valueAt } from '../json.ts';
import { conditionHolds } from '../limits.ts';
import { valueSeenFrom } from '../rows.ts';
import type { Breach, Checked } from './check.ts';
import { placesWhere } from './places.ts';

type PresenceRule = RuleOf<'least' | 'exactlyOne' | 'requiredWhen' | 'absentWhen'>;

/** What must be there, and what must not. */
export function checkPresence(rule: PresenceRule, checked: Checked): readonly Breach[] {
  const { payload, incomplete } = checked;
  switch (rule.kind) {
    case 'least':
      return placesWhere(rule, rule.field, checked).flatMap(({ path }) => {
        const list = valueAt(payload, path);
        return !incomplete && isJsonArray(list) && list.length < rule.count
          ? [{ path, params: { limit: rule.count } }]
          : [];
      });
    case 'exactlyOne': {
      const [first = ''] = rule.fields;
      return placesWhere(rule, first, checked)
        .filter((place) => {
          const given = rule.fields.filter((field) => valueSeenFrom(payload, field, place) !== undefined);
          return incomplete ? given.length > 1 : given.length !== 1;
        })
        .map(({ path }) => ({ path, params: { other: rule.fields.join(' | ') } }));
    }
    case 'requiredWhen':
      if (incomplete) return [];
      return placesWhere(rule, rule.field, checked)
        .filter((place) => valueAt(payload, place.path) === undefined && conditionHolds(rule.when, payload, place))
        .map(({ path }) => ({ path, params: { other: rule.when.field } }));
    case 'absentWhen':
      return placesWhere(rule, rule.field, checked)
        .filter((place) => valueAt(payload, place.path) !== undefined && conditionHolds(rule.when, payload, place))
        .map(({ path }) => ({ path, params: { other: rule.when.field } }));
  }
}
