import type { Composer } from '../compose/composer.ts';
import type { Language } from '../compose/document.ts';
import type { FormDefinition } from '../forms/definition.ts';
import type { JsonObject } from '../forms/json.ts';
import type { Validator } from '../forms/validation.ts';
import type { PayloadError } from '../problem.ts';
import type { Renderers } from '../render/renderers.ts';
import { refuseOtherLanguages, refuseTooManyRows } from './drafts.ts';
import { withoutFaultyMembers, withoutFaultyValues } from './printable.ts';
import type { Stopwatch } from './stopwatch.ts';

/** Wrong values may hide others behind them; a part that is still wrong after so many looks is wrong altogether. */
const mostLooks = 8;

/** What a preview is made with. */
export interface PreviewPress {
  readonly validator: Validator;
  readonly composer: Composer;
  readonly renderers: Renderers;
  readonly now: () => Date;
}

export interface PreviewRequest {
  readonly languages: readonly Language[];
  readonly payload: JsonObject;
  /** Aborted when nobody waits for the preview any more. */
  readonly signal: AbortSignal;
}

/**
 * The pages of an unfinished form: what is there is printed, values with errors are left blank.
 * @throws Problem `language-unavailable`, `rows-too-many`; rejects with the errors of the browser pool
 */
export async function previewPdf(
  { validator, composer, renderers, now }: PreviewPress,
  form: FormDefinition,
  { languages, payload, signal }: PreviewRequest,
  stopwatch: Stopwatch,
): Promise<Uint8Array> {
  refuseOtherLanguages(form, languages);
  refuseTooManyRows(form, payload, 'pdf');
  const printable = stopwatch.measure('validate', () => printablePayload(validator, form, payload, languages));
  const { document } = stopwatch.measure('compose', () => composer.compose(form, { languages, payload: printable }));
  return renderers.render(document, 'pdf', { createdAt: now(), fillable: false, signal, stopwatch });
}

/**
 * What of a payload can be printed, with derived values in place: those win over typed ones. Rules across fields are no
 * matter here.
 */
export function printablePayload(
  validator: Validator,
  form: FormDefinition,
  payload: JsonObject,
  languages: readonly Language[],
): JsonObject {
  let printable = payload;
  for (let look = 0; look < mostLooks; look += 1) {
    const { faults, derived } = lookAt(printable);
    const rest =
      look < mostLooks - 2 ? withoutFaultyValues(form, printable, faults) : withoutFaultyMembers(printable, faults);
    if (faults.length === 0 || rest === printable) return derived;
    printable = rest;
  }
  return lookAt({}).derived;

  function lookAt(seen: JsonObject) {
    const { errors, payload: derived } = validator.validate(form, seen, { languages, incomplete: true });
    return { faults: errors.filter(isOfOneValue), derived };
  }
}

/** Errors that stay when derived values are in place are those of a value itself. */
function isOfOneValue({ pointer, code }: PayloadError): boolean {
  return pointer !== '' && code !== 'contradicts-derived' && !code.startsWith('rule-');
}
