import type { Composer } from '../compose/composer.ts';
import type { Language, OfficialDocument } from '../compose/document.ts';
import type { Catalogue } from '../forms/catalogue.ts';
import { type FormDefinition, languagesOf } from '../forms/definition.ts';
import { isJsonArray, type JsonObject } from '../forms/json.ts';
import type { Validation } from '../forms/payload-check.ts';
import type { Validator } from '../forms/validation.ts';
import { type PayloadError, Problem } from '../problem.ts';
import type { Format } from '../render/formats.ts';
import type { Renderers } from '../render/renderers.ts';
import { signatoriesOf } from '../render/signatories.ts';
import { type Stopwatch } from './stopwatch.ts';

/** More empty rows than anyone prints. */
export const blankRowsLimit = 500;

export interface Rendering {
  readonly languages: readonly Language[];
  readonly format: Format;
}

export interface RenderedFile {
  readonly bytes: Uint8Array;
  readonly warnings: readonly PayloadError[];
}

/** The way through for documents that are not issued: validate → derive → compose → render. */
export class Drafts {
  readonly catalogue: Catalogue;
  readonly #validator: Validator;
  readonly #composer: Composer;
  readonly #renderers: Renderers;
  readonly #now: () => Date;

  constructor(parts: {
    catalogue: Catalogue;
    validator: Validator;
    composer: Composer;
    renderers: Renderers;
    now: () => Date;
  }) {
    this.catalogue = parts.catalogue;
    this.#validator = parts.validator;
    this.#composer = parts.composer;
    this.#renderers = parts.renderers;
    this.#now = parts.now;
  }

  validate(
    form: FormDefinition,
    payload: JsonObject,
    options: { readonly languages: readonly Language[]; readonly incomplete: boolean },
  ): Validation {
    return this.#validator.validate(form, payload, options);
  }

  /**
   * Everything that keeps a payload from being rendered.
   * @throws Problem `payload-invalid` with every error, `rows-too-many`, `language-unavailable`
   */
  check(
    form: FormDefinition,
    payload: JsonObject,
    { languages, format, incomplete }: Rendering & { readonly incomplete: boolean },
  ): Validation {
    refuseOtherLanguages(form, languages);
    const validation = this.validate(form, payload, { languages, incomplete });
    refuseErrors(validation.errors);
    refuseTooManyRows(form, validation.payload, format);
    return validation;
  }

  /**
   * Renders a payload as a draft.
   * @throws Problem `payload-invalid` with every error, `rows-too-many`, `language-unavailable`
   */
  async render(
    form: FormDefinition,
    payload: JsonObject,
    {
      languages,
      format,
      incomplete,
      background = false,
    }: Rendering & {
      readonly incomplete: boolean;
      /** Of a batch: printed when nobody waits at a screen. */
      readonly background?: boolean;
    },
    stopwatch: Stopwatch,
  ): Promise<RenderedFile> {
    const validation = stopwatch.measure('validate', () =>
      this.check(form, payload, { languages, format, incomplete }),
    );
    const composed = stopwatch.measure('compose', () =>
      this.#composer.compose(form, { languages, payload: validation.payload }),
    );
    const bytes = await this.#render(composed.document, { format, fillable: false, background }, stopwatch);
    return { bytes, warnings: validation.warnings };
  }

  /** The empty statutory form. */
  async blank(
    form: FormDefinition,
    {
      languages,
      format,
      rows,
      fillable,
    }: Rendering & { readonly rows: number | undefined; readonly fillable: boolean },
    stopwatch: Stopwatch,
  ): Promise<RenderedFile> {
    refuseOtherLanguages(form, languages);
    const composed = stopwatch.measure('compose', () =>
      this.#composer.compose(form, { languages, ...(rows === undefined ? {} : { blankRows: rows }) }),
    );
    const bytes = await this.#render(composed.document, { format, fillable }, stopwatch);
    return { bytes, warnings: [] };
  }

  /** A PDF that is not issued has no places for electronic signatures: it could be signed only to be thrown away. */
  #render(
    document: OfficialDocument,
    {
      format,
      fillable,
      background = false,
    }: { readonly format: Format; readonly fillable: boolean; readonly background?: boolean },
    stopwatch: Stopwatch,
  ): Promise<Uint8Array> {
    const signatories = format === 'pdf' ? {} : { signatories: signatoriesOf(this.catalogue, [document]) };
    return this.#renderers.render(document, format, {
      createdAt: this.#now(),
      fillable,
      background,
      stopwatch,
      ...signatories,
    });
  }
}

/** A few texts of the acts exist in one language only. */
export function refuseOtherLanguages(form: FormDefinition, languages: readonly Language[]): void {
  const available = languagesOf(form);
  if (languages.every((language) => available.includes(language))) return;
  throw new Problem('language-unavailable', { params: { available: available.join(', ') } });
}

export function refuseErrors(errors: readonly PayloadError[]): void {
  if (errors.length > 0) throw new Problem('payload-invalid', { params: { count: errors.length }, errors });
}

/** A register on paper has a limit of its own: a spreadsheet takes more rows than anyone prints. */
export function refuseTooManyRows(form: FormDefinition, payload: JsonObject, format: Format): void {
  const { rows } = form.about;
  if (rows === undefined || format === 'xlsx') return;
  const records = payload[rows.field];
  if (isJsonArray(records) && records.length > rows.pageLimit) {
    throw new Problem('rows-too-many', { params: { limit: rows.pageLimit } });
  }
}
