import Big from 'big.js';
import { amountAt, tenge } from '../amount.ts';
import type { RuleOf } from '../declarations.ts';
import { conditionsHold, limitAt } from '../limits.ts';
import { pathsSeenFrom, type Place } from '../rows.ts';
import { decimalInFigures } from '../words/decimal.ts';
import { moneyInFigures, parseMoney } from '../words/money.ts';
import type { Breach, Checked } from './check.ts';
import { placesWhere } from './places.ts';

type AmountRule = RuleOf<'notMore' | 'shareOf' | 'cap' | 'total' | 'growing'>;

/** Amounts that must not be above, below or beside others. */
export function checkAmounts(rule: AmountRule, checked: Checked): readonly Breach[] {
  switch (rule.kind) {
    case 'notMore':
      return placesWhere(rule, rule.field, checked).flatMap((place) => {
        const [amount, most] = [at(checked, place.path), sumSeen(checked, [rule.than], place)];
        return amount !== undefined && most !== undefined && amount.gt(most)
          ? [{ path: place.path, params: { other: rule.than } }]
          : [];
      });
    case 'shareOf':
      return placesWhere(rule, rule.field, checked).flatMap((place) => {
        const [amount, whole] = [at(checked, place.path), sumSeen(checked, rule.of, place)];
        if (amount === undefined || whole === undefined) return [];
        const most = whole.times(rule.percent).div(100);
        return amount.gt(most.round(2, Big.roundHalfUp))
          ? [{ path: place.path, params: { percent: rule.percent, other: rule.of.join(' + '), limit: figures(most) } }]
          : [];
      });
    case 'total':
      return placesWhere(rule, rule.field, checked).flatMap((place) => {
        const [amount, sum] = [at(checked, place.path), sumSeen(checked, rule.of, place)];
        return amount !== undefined && sum !== undefined && !amount.eq(sum)
          ? [{ path: place.path, params: { limit: decimalInFigures(sum.toFixed()) } }]
          : [];
      });
    case 'growing':
      return placesWhere(rule, rule.field, checked).flatMap((place, index, places) => {
        const before = places[index - 1];
        const [earlier, later] = [before && at(checked, before.path), at(checked, place.path)];
        return earlier !== undefined && later?.lte(earlier) === true ? [{ path: place.path }] : [];
      });
    case 'cap':
      return rule.total === true ? capOfTotal(rule, checked) : capOfEach(rule, checked);
  }
}

function capOfEach(rule: RuleOf<'cap'>, checked: Checked): Breach[] {
  return placesWhere(rule, rule.field, checked).flatMap((place) =>
    capAt(rule, checked, place, place.path, at(checked, place.path)),
  );
}

function capOfTotal(rule: RuleOf<'cap'>, checked: Checked): Breach[] {
  const rows = placesWhere(rule, rule.field, checked).filter((place) =>
    conditionsHold(rule.where ?? [], checked.payload, place),
  );
  const [first] = rows;
  if (first === undefined) return [];
  const sum = rows.reduce((total, place) => total.plus(at(checked, place.path) ?? 0), new Big(0));
  const [array = ''] = rule.field.split('[]');
  return capAt(rule, checked, first, array, sum);
}

function capAt(
  rule: RuleOf<'cap'>,
  { schema, payload, incomplete }: Checked,
  place: Place,
  path: string,
  amount: Big | undefined,
): Breach[] {
  if (amount === undefined) return [];
  const limit = limitAt(schema, rule, payload, place);
  if (limit.kind === 'none') return [];
  if (limit.kind === 'unknown') return incomplete ? [] : [{ path, code: 'index-unknown', advice: true }];
  const above: Breach[] = amount.gt(limit.left) ? [{ path, params: { limit: figures(limit.left) } }] : [];
  const unknown: Breach[] =
    limit.paidUnknown && !incomplete
      ? [{ path: rule.paid ?? path, code: 'rule-paid-unknown', advice: true, params: { limit: figures(limit.left) } }]
      : [];
  return [...above, ...unknown];
}

function at({ schema, payload }: Checked, path: string): Big | undefined {
  return amountAt(schema, payload, path);
}

/** Undefined while one of the parts is missing. */
function sumSeen(checked: Checked, patterns: readonly string[], place: Place): Big | undefined {
  const amounts = patterns.flatMap((pattern) =>
    pathsSeenFrom(checked.payload, pattern, place).map((path) => at(checked, path)),
  );
  if (amounts.length === 0) return undefined;
  return amounts.reduce<Big | undefined>(
    (sum, amount) => (amount === undefined ? undefined : sum?.plus(amount)),
    new Big(0),
  );
}

function figures(amount: Big): string {
  const text = tenge(amount);
  return text === undefined ? amount.toFixed(2) : moneyInFigures(parseMoney(text));
}
