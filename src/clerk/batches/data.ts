import type { Language } from '../../compose/document.ts';
import type { InterfaceLanguage } from '../../compose/locales.ts';
import type { InBoth } from '../../issuing/document-forms.ts';
import type { ErrorDocument, ProblemDocument } from '../../problem-text.ts';
import type { BatchAction, BatchItemState, BatchState } from '../../registry/batches.ts';
import type { Format } from '../../render/formats.ts';

/** What the service writes into the pages of batches, under the id `batches-data`. */
export type BatchesData = ListData | NewData | BatchData;

export interface ListData {
  readonly kind: 'list';
  /** The newest first. */
  readonly batches: readonly Batch[];
  /** Titles of the forms that they are of, by id. */
  readonly titles: Readonly<Record<string, InBoth>>;
}

export interface NewData {
  readonly kind: 'new';
  /** Forms that are filled in, in the order of the catalogue. */
  readonly forms: readonly BatchForm[];
}

export interface BatchData {
  readonly kind: 'batch';
  readonly batch: Batch;
  readonly title: InBoth;
  /** Labels of fields and tables by path, in the languages of documents. */
  readonly labels: Readonly<Record<Language, Readonly<Record<string, string>>>>;
}

export interface BatchForm {
  readonly id: string;
  readonly title: InBoth;
  /** Where the act has it: «Приложение 4». */
  readonly place: Readonly<Record<InterfaceLanguage, string>>;
  readonly languages: readonly Language[];
  readonly officialLanguage: Language;
}

/** A batch as GET /v1/batches/{id} answers it. */
export interface Batch {
  readonly id: string;
  readonly form: string;
  readonly action: BatchAction;
  readonly languages: readonly Language[];
  readonly format: Format;
  readonly dryRun: boolean;
  readonly state: Exclude<BatchState, 'receiving'>;
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly ratePerSecond: number | null;
  readonly remainingSeconds: number | null;
  readonly createdAt: string;
  readonly finishedAt: string | null;
}

/** A row as GET /v1/batches/{id}/items answers it. */
export interface BatchRow {
  readonly position: number;
  readonly state: BatchItemState;
  readonly number: string | null;
  readonly document: string | null;
  readonly problem: (Pick<ProblemDocument, 'title' | 'detail'> & { readonly errors?: readonly ErrorDocument[] }) | null;
}

/** What a batch makes, as a clerk tells them apart. */
export type Purpose = 'issue' | 'render' | 'check';

export function purposeOf({ action, dryRun }: Pick<Batch, 'action' | 'dryRun'>): Purpose {
  return dryRun ? 'check' : action;
}
