import type { Condition, Derivation, LimitCase, Rule } from '../forms/declarations.ts';

/** Every path that a rule speaks of. */
export function pathsOfRule(rule: Rule): string[] {
  return [...(rule.given ?? []).map(fieldOf), ...ownPaths(rule)];
}

/** What a derivation computes from; its own field need not be on the paper. */
export function sourcesOf(derivation: Derivation): string[] {
  return [...(derivation.given ?? []).map(fieldOf), ...ownSources(derivation)];
}

function ownSources(derivation: Derivation): string[] {
  switch (derivation.kind) {
    case 'sum':
      return typeof derivation.of === 'string' ? [derivation.of] : [...derivation.of];
    case 'difference':
      return [derivation.of, derivation.less];
    case 'product':
      return derivation.factors.filter((factor) => !/^\d/.test(factor));
    case 'share': {
      const { of, percent, cases = [], on, times, paid } = derivation;
      return given([of, typeof percent === 'string' ? percent : undefined, on, times, paid, ...caseFields(cases)]);
    }
    case 'limit':
      return given([derivation.on, derivation.times, derivation.paid, ...caseFields(derivation.cases)]);
    case 'percentLeft':
      return [derivation.of, derivation.from];
    case 'addMonths':
    case 'addWorkingDays':
      return [derivation.to];
    case 'quarterDeadline':
      return [derivation.year, derivation.quarter];
    case 'moneyInWords':
    case 'numberInWords':
    case 'band':
    case 'prefix':
      return [derivation.of];
    case 'copy':
    case 'map':
      return [derivation.from];
  }
}

function ownPaths(rule: Rule): string[] {
  switch (rule.kind) {
    case 'order':
      return [rule.earlier, rule.later];
    case 'within':
      return [rule.field, rule.of];
    case 'notMore':
      return [rule.field, rule.than];
    case 'shareOf':
    case 'total':
      return [rule.field, ...rule.of];
    case 'cap':
      return given([
        rule.field,
        rule.on,
        rule.times,
        rule.paid,
        ...caseFields(rule.cases),
        ...(rule.where ?? []).map(fieldOf),
      ]);
    case 'growing':
    case 'least':
      return [rule.field];
    case 'exactlyOne':
      return [...rule.fields];
    case 'requiredWhen':
    case 'absentWhen':
      return [rule.field, rule.when.field];
    case 'startsWith':
      return [rule.field, rule.with];
    case 'equal':
      return [rule.field, rule.other];
    case 'yearDigit':
      return [rule.field, rule.of];
    case 'changed':
      return [rule.field, rule.from];
    case 'listed':
    case 'complete':
      return given([rule.field, rule.for, rule.on]);
  }
}

function caseFields(cases: readonly LimitCase[]): string[] {
  return cases.flatMap((one) => one.when.map(fieldOf));
}

function fieldOf(condition: Condition): string {
  return condition.field;
}

function given(paths: readonly (string | undefined)[]): string[] {
  return paths.filter((path) => path !== undefined);
}
