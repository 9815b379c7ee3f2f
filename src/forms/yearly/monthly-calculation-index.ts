import data from '../../../schemas/yearly/monthly-calculation-index.json' with { type: 'json' };
import { isJsonArray, isJsonObject, type JsonObject } from '../json.ts';

interface IndexValue {
  readonly from: string;
  readonly tenge: number;
}

const { values, until } = readIndex();

/**
 * The monthly calculation index (МРП, АЕК) in force on a day, in tenge; undefined before the first value and after the
 * last year that is known.
 */
export function monthlyCalculationIndex(day: string): number | undefined {
  return day > until ? undefined : values.findLast(({ from }) => from <= day)?.tenge;
}

function readIndex(): { readonly values: readonly IndexValue[]; readonly until: string } {
  const { values: listed, until: last }: JsonObject = data;
  if (isJsonArray(listed) && typeof last === 'string') {
    const known = listed.flatMap((item): IndexValue[] =>
      isJsonObject(item) && typeof item['from'] === 'string' && typeof item['tenge'] === 'number'
        ? [{ from: item['from'], tenge: item['tenge'] }]
        : [],
    );
    if (known.length === listed.length) return { values: known, until: last };
  }
  throw new Error('schemas/yearly/monthly-calculation-index.json has not the right shape');
}
