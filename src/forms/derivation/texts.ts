import { amountAt } from '../amount.ts';
import type { DerivationOf } from '../declarations.ts';
import { valueAt, type Json, type JsonObject } from '../json.ts';
import { pathsSeenFrom, valueSeenFrom, type Place } from '../rows.ts';
import type { FormSchema } from '../schema.ts';
import { numberInGenitive, numberInWords } from '../words/cardinal.ts';
import { moneyWithWords, parseMoney } from '../words/money.ts';
import type { Outcome } from './derive.ts';

type TextDerivation = DerivationOf<'moneyInWords' | 'numberInWords' | 'band' | 'prefix' | 'copy' | 'map'>;

/** Words and codes that follow from other values. */
export function deriveText(derivation: TextDerivation, schema: FormSchema, payload: JsonObject, place: Place): Outcome {
  switch (derivation.kind) {
    case 'moneyInWords': {
      const amount = valueSeenFrom(payload, derivation.of, place);
      if (typeof amount !== 'string' && typeof amount !== 'number') return undefined;
      const tiyn = parseMoney(amount);
      return { value: { kk: moneyWithWords(tiyn, 'kk'), ru: moneyWithWords(tiyn, 'ru') } };
    }
    case 'numberInWords': {
      const count = valueSeenFrom(payload, derivation.of, place);
      if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < 1) return undefined;
      const genitive = derivation.case === 'genitive' && count < 1000;
      const words = (language: 'kk' | 'ru') =>
        genitive ? numberInGenitive(count, language) : numberInWords(BigInt(count), language);
      return { value: { kk: words('kk'), ru: words('ru') } };
    }
    case 'band': {
      const [path = ''] = pathsSeenFrom(payload, derivation.of, place);
      const amount = amountAt(schema, payload, path);
      if (amount === undefined) return undefined;
      return { value: derivation.bands.find(({ upTo }) => amount.lte(upTo))?.value ?? derivation.otherwise };
    }
    case 'prefix': {
      const text = valueSeenFrom(payload, derivation.of, place);
      return typeof text === 'string' ? { value: text.slice(0, derivation.length) } : undefined;
    }
    case 'copy': {
      const own = valueAt(payload, place.path);
      return own === undefined ? valueOf(valueSeenFrom(payload, derivation.from, place)) : { value: own };
    }
    case 'map': {
      const key = valueSeenFrom(payload, derivation.from, place);
      const known = typeof key === 'string' || typeof key === 'boolean';
      return known && Object.hasOwn(derivation.values, String(key))
        ? valueOf(derivation.values[String(key)])
        : undefined;
    }
  }
}

function valueOf(value: Json | undefined): Outcome {
  return value === undefined ? undefined : { value };
}
