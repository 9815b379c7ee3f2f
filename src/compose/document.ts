/**
 * The document vocabulary: what a template may say, and all that a renderer has to draw.
 *
 * A document is plain JSON (no classes, no functions), so that it can be stored at issue and rendered later.
 * Text never carries markup: renderers escape it for their own medium.
 */

export const languages = ['kk', 'ru'] as const;
/** Language of a document. English exists for the interface and errors only. */
export type Language = (typeof languages)[number];

export type Orientation = 'portrait' | 'landscape';

/** One document: the same form in one or more languages, in the order they are printed. */
export interface OfficialDocument {
  readonly form: string;
  readonly edition: string;
  /** `blank` is the empty statutory form: its fields are lines with captions. */
  readonly mode: 'print' | 'blank';
  /** Word of the watermark, or null when the document prints clean. */
  readonly watermark: string | null;
  readonly versions: readonly LanguageVersion[];
}

/** The document in one language. */
export interface LanguageVersion {
  readonly language: Language;
  /** How the paper lies; the parts of a bundle may differ. */
  readonly orientation: Orientation;
  /** Metadata of the file: title of the form, name of the act, who issues. */
  readonly title: string;
  readonly subject: string;
  readonly author: string;
  readonly blocks: readonly Block[];
}

/** Blocks hold inlines; while a template is being read they hold places for them (src/compose/skeleton.ts). */
export type Block<Content = Inline> =
  | Stamp<Content>
  | Logo
  | Heading<Content>
  | Paragraph<Content>
  | Clause<Content>
  | Table<Content>
  | Signature<Content>
  | Seal<Content>
  | VerificationPlace
  | Section<Content>;

export type Alignment = 'left' | 'center' | 'right' | 'justify';

/** The «Приложение № … к Правилам …» block in the upper right corner. One entry a line. */
export interface Stamp<Content = Inline> {
  readonly kind: 'stamp';
  readonly lines: readonly (readonly Content[])[];
}

/** Place of the issuer's logo; the placeholder is printed in a blank only. */
export interface Logo {
  readonly kind: 'logo';
  readonly placeholder: string;
}

/** A heading; `label` is the number it starts with («1.»), printed before the text with a space. */
export interface Heading<Content = Inline> {
  readonly kind: 'heading';
  readonly level: 1 | 2 | 3;
  readonly label: string | null;
  readonly content: readonly Content[];
}

export interface Paragraph<Content = Inline> {
  readonly kind: 'paragraph';
  readonly align: Alignment;
  /** First line indented, as body text of acts is. */
  readonly indent: boolean;
  /** `caption`: small text under a line; `note`: small footnote text. */
  readonly style: 'body' | 'caption' | 'note';
  readonly keepWithNext: boolean;
  readonly content: readonly Content[];
}

/** A numbered item of the text. The label («4.», «1)») is printed before the content with a space. */
export interface Clause<Content = Inline> {
  readonly kind: 'clause';
  readonly level: 1 | 2 | 3;
  readonly label: string;
  readonly align: Alignment;
  readonly keepWithNext: boolean;
  readonly content: readonly Content[];
}

export interface Table<Content = Inline> {
  readonly kind: 'table';
  /** `grid` has ruled cells; `plain` only places text side by side (letterheads, requisites). */
  readonly style: 'grid' | 'plain';
  /** Payload array the body rows come from (`goods`), or null for fixed tables. */
  readonly source: string | null;
  /** A register: in a spreadsheet its head is frozen and filtered. */
  readonly register: boolean;
  readonly columns: readonly Column[];
  /** Repeated on every page. */
  readonly head: readonly Row<Content>[];
  readonly body: readonly Row<Content>[];
  /**
   * A table wider than the page is printed in parts («начало таблицы», «продолжение», …): bands of columns that
   * follow each other for every block of `rowsPerBlock` records. Empty for an ordinary table.
   */
  readonly bands: readonly Band[];
  readonly rowsPerBlock: number;
}

export interface Column {
  /** Share of the table's width; the shares of a table (of a band, where it has bands) add up to 1. */
  readonly width: number;
}

/** Columns `from` to `to` (zero-based, `to` exclusive) printed as one part under their label. */
export interface Band {
  readonly label: string;
  readonly from: number;
  readonly to: number;
}

export interface Row<Content = Inline> {
  readonly cells: readonly Cell<Content>[];
  /** True for the first row of a record; following rows of the same record are joined by row spans. */
  readonly startsRecord: boolean;
  /** A row that heads the next ones («5. Процесс производства товаров») is not left alone at the foot of a page. */
  readonly keepWithNext: boolean;
}

export interface Cell<Content = Inline> {
  readonly header: boolean;
  readonly colspan: number;
  readonly rowspan: number;
  readonly align: Alignment;
  readonly blocks: readonly Block<Content>[];
}

/**
 * A signature block: never torn from the text before it, and its parts stay together.
 * `row`: slots side by side on one line; `stack`: one slot a line.
 */
export interface Signature<Content = Inline> {
  readonly kind: 'signature';
  /** Id of the signatory in the form's schema (`x-nysan.signatories`). */
  readonly signatory: string;
  readonly direction: 'row' | 'stack';
  readonly slots: readonly Slot<Content>[];
}

/**
 * A part of a signature block: words, or a line over its caption.
 * `text`: printed words; `field`: a line with a value from the payload; `sign`: the line the signature goes on.
 */
export interface Slot<Content = Inline> {
  readonly kind: 'text' | 'field' | 'sign';
  /** Relative width in a row. */
  readonly weight: number;
  readonly content: readonly Content[];
  /** Printed small under the line, in blank and in print. Empty when the form has none. */
  readonly caption: string;
}

/** Place of the organisation's seal («Место печати»). */
export interface Seal<Content = Inline> {
  readonly kind: 'seal';
  readonly content: readonly Content[];
}

/**
 * Place of the QR code that an issued document is verified by, with number and short code beneath; nothing is printed
 * in a draft and in a blank. Directly before a stamp it stands beside it. A document without a place of its own gets
 * its code beside the stamp.
 */
export interface VerificationPlace {
  readonly kind: 'verification';
}

/** A part of the document that starts on a new page (`page: 'new'`) and, in a spreadsheet, on a new sheet. */
export interface Section<Content = Inline> {
  readonly kind: 'section';
  readonly page: 'new' | 'same';
  /** Name of the sheet; at most 31 characters. */
  readonly sheet: string;
  readonly blocks: readonly Block<Content>[];
}

export type Inline = Text | Break | Field | FieldGroup | Check;

export interface Text {
  readonly kind: 'text';
  readonly text: string;
  readonly bold: boolean;
  readonly italic: boolean;
}

export interface Break {
  readonly kind: 'break';
}

export type FieldType = 'text' | 'multiline' | 'date' | 'integer' | 'decimal' | 'money' | 'choice' | 'boolean';

/** A fill-in: the value from the payload, or the blank that waits for it. */
export interface Field {
  readonly kind: 'field';
  /** Dotted path in the payload: `applicant.bin`, `goods.0.nameKk`. */
  readonly path: string;
  readonly type: FieldType;
  /** What is printed; empty where the value is missing. */
  readonly text: string;
  /** The value itself where a spreadsheet should hold it typed; null for text. */
  readonly value: TypedValue | null;
  /** Name for screen readers and tooltips. */
  readonly label: string;
  /** Statutory caption, with its brackets; printed while the field is empty. */
  readonly caption: string;
  /** Statutory words that stand in the place while it is empty, instead of a line. */
  readonly hint: string;
  /** Length of the blank line; `rest` runs to the end of the text line. */
  readonly size: 'tiny' | 'short' | 'medium' | 'long' | 'rest' | 'cell';
  /** Full-width lines printed below the first while the field is empty. */
  readonly extraLines: number;
  /** Computed by the service: printed, never typed. */
  readonly derived: boolean;
  /** For a choice: its codes and words. */
  readonly options: readonly Option[];
  /** How the value is to be written: told where the document is filled in, and nowhere else. */
  readonly asked?: AskedWriting;
}

/** How a template asks for a value, for those who write it themselves (src/compose/value-text.ts). */
export interface AskedWriting {
  /** One of the writings; null for the usual one. */
  readonly writing: string | null;
  /** Grammatical form of a choice's words; empty for the plain one. */
  readonly variant: string;
  /** Between the items of a list. */
  readonly separator: string;
  /** In a record of a table: dates are short there. */
  readonly inTable: boolean;
}

export interface Option {
  readonly value: string;
  readonly text: string;
}

/** Several fields in one blank («ФИО, должность, телефон»): one line while all are empty, else joined. */
export interface FieldGroup {
  readonly kind: 'group';
  readonly separator: string;
  readonly fields: readonly Field[];
  readonly size: Field['size'];
  readonly extraLines: number;
}

/** A check box: ☐ or ☒. */
export interface Check {
  readonly kind: 'check';
  readonly path: string;
  /** Value that the box stands for in a list, or null for a yes/no field. */
  readonly option: string | null;
  readonly label: string;
  readonly checked: boolean;
}

/** A value with its type, JSON-safe: money in tiyn and decimals travel as strings. */
export type TypedValue =
  | { readonly type: 'integer'; readonly value: number }
  | { readonly type: 'decimal'; readonly value: string }
  | { readonly type: 'money'; readonly tiyn: string }
  | { readonly type: 'date'; readonly iso: string };
