import type { PaperCondition } from '../compose/conditions.ts';
import type { Language } from '../compose/document.ts';
import type { ClientFormData } from './state/client-form.ts';

/** What the service writes into the editor's page, under the id `editor-data`. */
export interface EditorPageData {
  readonly form: ClientFormData;
  /** Address of the check of the form's schema. */
  readonly check: string;
  /** The paper that stands in the page. */
  readonly paper: { readonly language: Language; readonly conditions: readonly PaperCondition[] };
}
