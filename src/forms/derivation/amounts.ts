import Big from 'big.js';
import { amountAt, asValueOf } from '../amount.ts';
import type { DerivationOf } from '../declarations.ts';
import type { JsonObject } from '../json.ts';
import { limitAt } from '../limits.ts';
import { pathsSeenFrom, type Place } from '../rows.ts';
import type { FormSchema } from '../schema.ts';
import type { Outcome } from './derive.ts';

type AmountDerivation = DerivationOf<'sum' | 'difference' | 'product' | 'share' | 'limit' | 'percentLeft'>;

/** Sums, products and shares, in decimal arithmetic; money is rounded half up to tiyn. */
export function deriveAmount(
  derivation: AmountDerivation,
  schema: FormSchema,
  payload: JsonObject,
  place: Place,
): Outcome {
  const all = (pattern: string) =>
    pathsSeenFrom(payload, pattern, place).map((path) => amountAt(schema, payload, path));
  const one = (pattern: string) => all(pattern)[0];
  const given = (amount: Big | undefined): Outcome => (amount === undefined ? undefined : held(schema, place, amount));
  switch (derivation.kind) {
    case 'sum': {
      const patterns = typeof derivation.of === 'string' ? [derivation.of] : derivation.of;
      const amounts = patterns.flatMap(all);
      return amounts.length === 0 ? undefined : given(sumOf(amounts));
    }
    case 'difference': {
      const [of, less] = [one(derivation.of), one(derivation.less)];
      return of === undefined || less === undefined ? undefined : given(of.minus(less));
    }
    case 'product': {
      const factors = derivation.factors.map((factor) => (/^\d/.test(factor) ? new Big(factor) : one(factor)));
      return given(
        factors.reduce((product, factor) => (factor === undefined ? undefined : product?.times(factor)), new Big(1)),
      );
    }
    case 'share': {
      const of = one(derivation.of);
      const percent = typeof derivation.percent === 'number' ? new Big(derivation.percent) : one(derivation.percent);
      if (of === undefined || percent === undefined) return undefined;
      const share = of.times(percent).div(100);
      const { cases } = derivation;
      const limit = cases === undefined ? undefined : limitAt(schema, { ...derivation, cases }, payload, place);
      if (limit?.kind === 'unknown') return { warning: 'index-unknown' };
      return given(limit?.kind === 'known' && limit.left.lt(share) ? limit.left : share);
    }
    case 'limit': {
      const limit = limitAt(schema, derivation, payload, place);
      if (limit.kind === 'unknown') return { warning: 'index-unknown' };
      return limit.kind === 'known' ? given(limit.left) : undefined;
    }
    case 'percentLeft': {
      const [part, whole] = [one(derivation.of), one(derivation.from)];
      if (part === undefined || whole === undefined || whole.eq(0)) return undefined;
      const left = new Big(100).minus(part.times(100).div(whole)).round(derivation.digits, Big.roundHalfUp);
      return left.lt(0) ? { error: 'too-small' } : { value: left.toFixed(derivation.digits) };
    }
  }
}

function sumOf(amounts: readonly (Big | undefined)[]): Big | undefined {
  return amounts.reduce<Big | undefined>(
    (sum, amount) => (amount === undefined ? undefined : sum?.plus(amount)),
    new Big(0),
  );
}

function held(schema: FormSchema, place: Place, amount: Big): Outcome {
  if (amount.lt(0)) return { error: 'too-small' };
  const value = asValueOf(schema, place.path, amount);
  return value === undefined ? { error: 'too-large' } : { value };
}
