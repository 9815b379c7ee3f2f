import { languages, type Language, type Orientation } from '../compose/document.ts';
import type { CodeLists } from './code-lists.ts';
import type { Derivation, Rule } from './declarations.ts';
import type { JsonObject } from './json.ts';
import type { FormSchema } from './schema.ts';

/** Everything known about one form: read once at start from its five files, then trusted. */
export interface FormDefinition {
  readonly id: string;
  readonly about: FormAbout;
  readonly schema: FormSchema;
  /** Code lists of the acts, by id. */
  readonly lists: CodeLists;
  /** Handlebars source of the form's structure. */
  readonly template: string;
  readonly locales: Readonly<Record<Language, FormLocale>>;
  /** A payload that a specialist would believe; also the fixture of the tests. */
  readonly example: JsonObject;
}

/** Languages that the text of a form exists in. */
export function languagesOf({ about }: FormDefinition): readonly Language[] {
  return about.languages ?? languages;
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
  'letter',
  'protocol',
] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** The `x-nysan` member of a form's schema, checked against schemas/x-nysan.json. */
export interface FormAbout {
  /** Id of the act in locales/<language>/acts.json. */
  readonly act: string;
  /** Number of the form in verification codes: frozen, never reused. */
  readonly code: number;
  /** Number of the appendix; a paper that the act demands without a form names the paragraph instead. */
  readonly appendix?: string;
  readonly paragraph?: string;
  /** False for a paper whose wording is ours: a letter that the act demands without prescribing its form. */
  readonly statutory?: boolean;
  /** Languages the text exists in, when it is not both. */
  readonly languages?: readonly [Language, ...Language[]];
  /** Date of the wording of the act (ISO 8601). */
  readonly edition: string;
  readonly kind: DocumentKind;
  /** The language of the act itself; the other is a translation until an official one is supplied. */
  readonly officialLanguage: Language;
  readonly orientation: Orientation;
  /** Whose paper it is: an authority's unissued form is a draft, an applicant's prints clean, the act's own text too. */
  readonly filledBy: 'authority' | 'applicant' | 'parties' | 'act';
  /** Who signs; roles are in the locale. */
  readonly signatories: readonly { readonly id: string; readonly seal: 'none' | 'optional' | 'required' }[];
  /** Ids of signatories in the order in which they must sign, where the form prescribes one; others sign at any time. */
  readonly signingOrder?: readonly string[];
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
  /** Paragraph of the act that demands what the schema says of a field; path with `[]` → paragraph. */
  readonly paragraphs?: Readonly<Record<string, string>>;
  /** Misprints of the published text that the printed text departs from. */
  readonly corrections: readonly { readonly was: string; readonly now: string; readonly where: string }[];
}
