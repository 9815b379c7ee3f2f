/** What the x-nysan member of a schema may declare; its shape is checked against schemas/x-nysan.json. */

/** Holds for a value of the payload; all conditions of a list must hold. Paths in rows take the row of the rule. */
export type Condition =
  /** The value is one of `in`; for lists, the list holds one of them. */
  | { readonly field: string; readonly in: readonly (string | number | boolean)[] }
  | { readonly field: string; readonly present: boolean }
  /** The date is that day or later, or earlier than that day. */
  | { readonly field: string; readonly from: string }
  | { readonly field: string; readonly before: string };

/** The most an amount may be: tenge, or a multiple of the monthly calculation index; the first whose conditions hold. */
export interface LimitCase {
  readonly when: readonly Condition[];
  readonly limit?: string;
  readonly mci?: number;
}

/** What turns the cases into one limit. */
export interface Limits {
  readonly cases: readonly LimitCase[];
  /** Date whose year's index counts. */
  readonly on?: string;
  /** A count that multiplies the limit: 10 indexes for each working day. */
  readonly times?: string;
  /** What was paid under the same limit before. */
  readonly paid?: string;
}

interface DerivationBase {
  /** Computed only where all of these hold. */
  readonly given?: readonly Condition[];
}

/** A value that nobody should type. Paths may hold `[]`: the value is then computed for every row. */
export type Derivation = DerivationBase &
  (
    | { readonly kind: 'sum'; readonly field: string; readonly of: string | readonly string[] }
    | { readonly kind: 'difference'; readonly field: string; readonly of: string; readonly less: string }
    /** Factors are paths, or decimals such as "2". */
    | { readonly kind: 'product'; readonly field: string; readonly factors: readonly string[] }
    | ({
        readonly kind: 'share';
        readonly field: string;
        readonly of: string;
        readonly percent: number | string;
      } & Partial<Limits>)
    /** What may still be paid under a limit. */
    | ({ readonly kind: 'limit'; readonly field: string } & Limits)
    /** 100 − part / whole × 100, rounded half up to `digits` decimals. */
    | {
        readonly kind: 'percentLeft';
        readonly field: string;
        readonly of: string;
        readonly from: string;
        readonly digits: number;
      }
    | { readonly kind: 'addMonths'; readonly field: string; readonly to: string; readonly months: number }
    | { readonly kind: 'addWorkingDays'; readonly field: string; readonly to: string; readonly days: number }
    /** That day of the month after the quarter. */
    | {
        readonly kind: 'quarterDeadline';
        readonly field: string;
        readonly year: string;
        readonly quarter: string;
        readonly day: number;
      }
    | { readonly kind: 'moneyInWords'; readonly field: string; readonly of: string }
    | {
        readonly kind: 'numberInWords';
        readonly field: string;
        readonly of: string;
        readonly case: 'nominative' | 'genitive';
      }
    /** The value of the first band that the number is not above. */
    | {
        readonly kind: 'band';
        readonly field: string;
        readonly of: string;
        readonly bands: readonly { readonly upTo: number; readonly value: string | number }[];
        readonly otherwise: string | number;
      }
    | { readonly kind: 'prefix'; readonly field: string; readonly of: string; readonly length: number }
    /** The other value where this one is not given. */
    | { readonly kind: 'copy'; readonly field: string; readonly from: string }
    | {
        readonly kind: 'map';
        readonly field: string;
        readonly from: string;
        readonly values: Readonly<Record<string, string>>;
      }
  );

interface RuleBase {
  readonly id: string;
  /** Paragraph of the act that sets the rule. */
  readonly paragraph: string;
  /** A rule the act only advises is a warning. */
  readonly severity?: 'error' | 'warning';
  /** The rule applies only where all of these hold. */
  readonly given?: readonly Condition[];
}

/** A rule across fields. Paths may hold `[]`: values that share their arrays are compared row by row. */
export type Rule = RuleBase &
  (
    | { readonly kind: 'order'; readonly earlier: string; readonly later: string }
    /** The date lies at most so long before or after `of`; `some`: one row is enough. */
    | {
        readonly kind: 'within';
        readonly field: string;
        readonly of: string;
        readonly side: 'before' | 'after';
        readonly months?: number;
        readonly days?: number;
        readonly workingDays?: number;
        readonly some?: boolean;
      }
    | { readonly kind: 'notMore'; readonly field: string; readonly than: string }
    | { readonly kind: 'shareOf'; readonly field: string; readonly percent: number; readonly of: readonly string[] }
    | ({
        readonly kind: 'cap';
        readonly field: string;
        /** The sum of all rows is limited, not each of them. */
        readonly total?: boolean;
        /** Rows that count for the sum. */
        readonly where?: readonly Condition[];
      } & Limits)
    | { readonly kind: 'total'; readonly field: string; readonly of: readonly string[] }
    | { readonly kind: 'growing'; readonly field: string }
    | { readonly kind: 'least'; readonly field: string; readonly count: number }
    | { readonly kind: 'exactlyOne'; readonly fields: readonly string[] }
    | { readonly kind: 'requiredWhen'; readonly field: string; readonly when: Condition }
    | { readonly kind: 'absentWhen'; readonly field: string; readonly when: Condition }
    | { readonly kind: 'startsWith'; readonly field: string; readonly with: string }
    /** The digit at `position` (from 1) of a number is the last one of the year of the date `of`. */
    | { readonly kind: 'yearDigit'; readonly field: string; readonly position: number; readonly of: string }
    | { readonly kind: 'equal'; readonly field: string; readonly other: string }
    /** Two codes differ within their first digits. */
    | { readonly kind: 'changed'; readonly field: string; readonly from: string; readonly digits: number }
    /** A code of the list that applies to the value at `for`, and is in force on the day at `on`. */
    | {
        readonly kind: 'listed';
        readonly field: string;
        readonly list: string;
        readonly for?: string;
        readonly on?: string;
      }
    /** Every code that the list demands is there; `codes`: exactly these, also optional ones; `except`: not these. */
    | {
        readonly kind: 'complete';
        readonly field: string;
        readonly list: string;
        readonly codes?: readonly string[];
        readonly except?: readonly string[];
        readonly for?: string;
        readonly on?: string;
      }
  );

export type RuleOf<Kind extends Rule['kind']> = Extract<Rule, { readonly kind: Kind }>;
export type DerivationOf<Kind extends Derivation['kind']> = Extract<Derivation, { readonly kind: Kind }>;
