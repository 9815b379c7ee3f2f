import type { Language, Orientation } from '../compose/document.ts';
import type { JsonObject } from './json.ts';
import type { FormSchema } from './schema.ts';

/** Everything known about one form: read once at start from its five files, then trusted. */
export interface FormDefinition {
  readonly id: string;
  readonly about: FormAbout;
  readonly schema: FormSchema;
  /** Handlebars source of the form's structure. */
  readonly template: string;
  readonly locales: Readonly<Record<Language, FormLocale>>;
  /** A payload that a specialist would believe; also the fixture of the tests. */
  readonly example: JsonObject;
}

/** Words of a form in one language: locales/<language>/<form>.json. */
export interface FormLocale {
  readonly title: string;
  /** Name of the act with its edition, as cited. */
  readonly legalBasis: string;
  /** Statutory text; fill-ins are `{{field "…"}}` inside the sentence. */
  readonly text: Readonly<Record<string, string>>;
  /** Labels of fields by their path without indexes (`goods.nameKk`). */
  readonly fields: Readonly<Record<string, string>>;
  /** Printed words of choices: path → code → words. */
  readonly choices: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Roles of signatories by id. */
  readonly signatories: Readonly<Record<string, string>>;
}

export const documentKinds = [
  'application',
  'list',
  'statement',
  'contract',
  'conclusion',
  'act',
  'register',
  'certificate',
  'extract',
  'calculation',
  'refusal',
  'notice',
  'agreement',
  'consent',
  'report',
  'reference',
] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** The `x-nysan` member of a form's schema, checked against schemas/x-nysan.json. */
export interface FormAbout {
  /** Id of the act in locales/<language>/acts.json. */
  readonly act: string;
  /** Number of the form in verification codes: frozen, never reused. */
  readonly code: number;
  readonly appendix: string;
  /** Date of the wording of the act (ISO 8601). */
  readonly edition: string;
  readonly kind: DocumentKind;
  /** The language of the act itself; the other is a translation until an official one is supplied. */
  readonly officialLanguage: Language;
  readonly orientation: Orientation;
  /** Whose paper it is: an authority's unissued form is a draft, an applicant's prints clean. */
  readonly filledBy: 'authority' | 'applicant' | 'parties';
  /** Who signs; roles are in the locale. */
  readonly signatories: readonly { readonly id: string; readonly seal: 'none' | 'optional' | 'required' }[];
  /** Field that holds the document's own number, if it has one. */
  readonly numberField?: string;
  /** Whom the document is about: the code carries a BIN, a search finds the name. */
  readonly holder?: { readonly bin?: string; readonly name?: string };
  /** Structure of numbers given by the service: `{issuerCode}{yearDigit}{sequence5}`. */
  readonly series: string;
  /** Paths shown to a verifier. */
  readonly publicFacts: readonly string[];
  /** The array that takes NDJSON rows, for registers. */
  readonly rows?: { readonly field: string; readonly limit: number; readonly pageLimit: number };
  readonly derived: readonly Derivation[];
  readonly rules: readonly Rule[];
  /** Misprints of the published text that the printed text departs from. */
  readonly corrections: readonly { readonly was: string; readonly now: string; readonly where: string }[];
}

/** A value that nobody should type. Paths may hold `[]` for every row of an array. */
export type Derivation =
  | { readonly kind: 'sum'; readonly field: string; readonly of: string }
  | { readonly kind: 'addMonths'; readonly field: string; readonly to: string; readonly months: number }
  | { readonly kind: 'moneyInWords'; readonly field: string; readonly of: string }
  | {
      readonly kind: 'map';
      readonly field: string;
      readonly from: string;
      readonly values: Readonly<Record<string, string>>;
    };

interface RuleBase {
  readonly id: string;
  /** Paragraph of the act that sets the rule. */
  readonly paragraph: string;
  /** A rule the act only advises is a warning. */
  readonly severity?: 'error' | 'warning';
}

/** True when the value at `field` is one of `in`; for lists, when the list holds one of them. */
export interface Condition {
  readonly field: string;
  readonly in: readonly (string | boolean)[];
}

/** A rule across fields. Paths may hold `[]`; all paths of a rule then share the same arrays. */
export type Rule =
  | (RuleBase & { readonly kind: 'order'; readonly earlier: string; readonly later: string })
  | (RuleBase & { readonly kind: 'notMore'; readonly field: string; readonly than: string })
  | (RuleBase & { readonly kind: 'exactlyOne'; readonly fields: readonly string[] })
  | (RuleBase & { readonly kind: 'requiredWhen'; readonly field: string; readonly when: Condition })
  | (RuleBase & { readonly kind: 'absentWhen'; readonly field: string; readonly when: Condition })
  | (RuleBase & {
      readonly kind: 'cap';
      readonly field: string;
      /** Tenge; the first case whose conditions all hold applies. */
      readonly cases: readonly { readonly when: readonly Condition[]; readonly limit: string }[];
    });
