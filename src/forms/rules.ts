import type { PayloadError } from '../problem.ts';
import type { Condition, FormDefinition, Rule } from './definition.ts';
import { expandPattern, isJsonArray, pointerOf, valueAt, type Json, type JsonObject } from './json.ts';
import { moneyInFigures, parseMoney } from './words/money.ts';

export interface RuleFindings {
  readonly errors: readonly PayloadError[];
  readonly warnings: readonly PayloadError[];
}

/**
 * Checks the rules across fields that a form declares.
 * @param incomplete a payload that is not finished: what is missing is not yet wrong
 */
export function checkRules(form: FormDefinition, payload: JsonObject, incomplete: boolean): RuleFindings {
  const errors: PayloadError[] = [];
  const warnings: PayloadError[] = [];
  for (const rule of form.about.rules) {
    const findings = checkRule(rule, payload, incomplete);
    (rule.severity === 'warning' ? warnings : errors).push(...findings);
  }
  return { errors, warnings };
}

function checkRule(rule: Rule, payload: JsonObject, incomplete: boolean): PayloadError[] {
  const finding = (path: string, params: Record<string, string | number>): PayloadError => ({
    pointer: pointerOf(path),
    code: `rule-${rule.kind}`,
    params: { paragraph: rule.paragraph, ...params },
  });
  const holds = (condition: Condition, row: string) => conditionHolds(condition, payload, row);
  switch (rule.kind) {
    case 'order':
      return expandPattern(payload, rule.later)
        .filter((path) => {
          const [later, earlier] = [valueAt(payload, path), valueAt(payload, beside(rule.earlier, path))];
          return typeof later === 'string' && typeof earlier === 'string' && later < earlier;
        })
        .map((path) => finding(path, { other: rule.earlier }));
    case 'notMore':
      return expandPattern(payload, rule.field)
        .filter((path) => {
          const [value, most] = [valueAt(payload, path), valueAt(payload, beside(rule.than, path))];
          return isAmount(value) && isAmount(most) && Number(value) > Number(most);
        })
        .map((path) => finding(path, { other: rule.than }));
    case 'exactlyOne': {
      const [first = '', ...others] = rule.fields;
      const given = (path: string) =>
        rule.fields.filter((field) => valueAt(payload, beside(field, path)) !== undefined);
      return expandPattern(payload, first)
        .filter((path) => (incomplete ? given(path).length > 1 : given(path).length !== 1))
        .map((path) => finding(path, { other: [first, ...others].join(' | ') }));
    }
    case 'requiredWhen':
      if (incomplete) return [];
      return expandPattern(payload, rule.field)
        .filter((path) => valueAt(payload, path) === undefined && holds(rule.when, path))
        .map((path) => finding(path, { other: rule.when.field }));
    case 'absentWhen':
      return expandPattern(payload, rule.field)
        .filter((path) => valueAt(payload, path) !== undefined && holds(rule.when, path))
        .map((path) => finding(path, { other: rule.when.field }));
    case 'cap':
      return expandPattern(payload, rule.field).flatMap((path) => {
        const amount = valueAt(payload, path);
        const applying = rule.cases.find((one) => one.when.every((condition) => holds(condition, path)));
        if (!isAmount(amount) || applying === undefined) return [];
        const limit = parseMoney(applying.limit);
        return parseMoney(amount) > limit ? [finding(path, { limit: moneyInFigures(limit) })] : [];
      });
  }
}

function conditionHolds(condition: Condition, payload: JsonObject, row: string): boolean {
  const value = valueAt(payload, beside(condition.field, row));
  const given = isJsonArray(value) ? value : [value];
  return given.some((item) => condition.in.some((wanted) => wanted === item));
}

/** `costs[].act.date` for the row that `costs.3.contract.date` stands in: `costs.3.act.date`. */
function beside(pattern: string, path: string): string {
  const indexes = path.split('.').filter((part) => /^\d+$/.test(part));
  return pattern.replaceAll('[]', () => `.${indexes.shift() ?? '0'}`);
}

function isAmount(value: Json | undefined): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
