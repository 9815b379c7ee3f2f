import type { Composer } from '../compose/composer.ts';
import type { Language, Row } from '../compose/document.ts';
import type { FormDefinition } from '../forms/definition.ts';
import { isJsonArray, type Json, type JsonObject } from '../forms/json.ts';
import { parsePayload } from '../forms/payload.ts';
import { limitedErrors, errorLimit, type Validation, type ValidationOptions } from '../forms/payload-check.ts';
import type { Validator } from '../forms/validation.ts';
import { type PayloadError, Problem } from '../problem.ts';
import { registerXlsx } from '../render/xlsx/render-xlsx.ts';
import { refuseErrors, type RenderedFile } from './drafts.ts';
import type { Stopwatch } from './stopwatch.ts';
import { refuseTooManyValues } from './value-limit.ts';

/** A row alone is no larger than a form. */
const rowBytes = 1024 * 1024;

/** The rows of a register as they arrive, and what is wrong beside them. */
export interface ArrivingRows {
  readonly rows: AsyncIterable<Json> | Iterable<Json>;
  readonly errors: readonly PayloadError[];
}

/** What the rows of a register were found to be, as they went by. */
interface Findings {
  rows: number;
  readonly errors: PayloadError[];
  readonly warnings: PayloadError[];
}

/**
 * The way of registers: each row is checked and composed alone as it arrives, and what stays in memory is the packed
 * workbook.
 */
export class Registers {
  readonly #validator: Validator;
  readonly #composer: Composer;
  readonly #now: () => Date;

  constructor(parts: { validator: Validator; composer: Composer; now: () => Date }) {
    this.#validator = parts.validator;
    this.#composer = parts.composer;
    this.#now = parts.now;
  }

  /**
   * Rows that come as NDJSON, each with the shape of JSON but not yet checked.
   * @throws Problem `rows-not-accepted`, `rows-not-ndjson`, `rows-too-many` and those of parsePayload
   */
  async *read(form: FormDefinition, lines: AsyncIterable<string>): AsyncGenerator<JsonObject> {
    const { rows } = form.about;
    if (rows === undefined) throw new Problem('rows-not-accepted');
    let lineNumber = 0;
    let count = 0;
    for await (const line of lines) {
      lineNumber += 1;
      if (line.trim() === '') continue;
      if (count === rows.limit) throw new Problem('rows-too-many', { params: { limit: rows.limit } });
      count += 1;
      const row = parseRow(line, lineNumber);
      refuseTooManyValues(row, rowBytes);
      yield row;
    }
  }

  /**
   * NDJSON rows as the payload that any medium can render, not yet checked.
   * @throws Problem those of `read`
   */
  async payload(form: FormDefinition, lines: AsyncIterable<string>): Promise<JsonObject> {
    const rows: JsonObject[] = [];
    for await (const row of this.read(form, lines)) rows.push(row);
    return withRows(form, rows);
  }

  /** The rows of a payload; the rest of it is checked here. @throws Problem `payload-invalid` where it has no rows */
  rowsOf(form: FormDefinition, payload: JsonObject, options: ValidationOptions): ArrivingRows {
    const { field = '', limit = 0 } = form.about.rows ?? {};
    const rows = payload[field];
    if (!isJsonArray(rows) || rows.length === 0 || rows.length > limit) {
      refuseErrors(this.#validator.validate(form, payload, options).errors);
      return { rows: isJsonArray(rows) ? rows : [], errors: [] };
    }
    const { errors } = this.#validator.validate(form, { ...payload, [field]: rows.slice(0, 1) }, options);
    return { rows, errors: errors.filter(({ pointer }) => !isWithin(pointer, `/${field}/0`)) };
  }

  /**
   * The register as a workbook. Every row is checked, also after the first that is wrong.
   * @throws Problem `payload-invalid` with every error, and what the rows throw
   */
  async renderXlsx(
    form: FormDefinition,
    language: Language,
    { rows, errors }: ArrivingRows,
    options: ValidationOptions,
    stopwatch: Stopwatch,
  ): Promise<RenderedFile> {
    const findings: Findings = { rows: 0, errors: [...errors], warnings: [] };
    const register = stopwatch.measure('compose', () => this.#composer.composeRegister(form, language));
    const records = this.#records(form, rows, { options, findings, stopwatch, compose: register.rowsOf });
    const bytes = await stopwatch.measure('render', () =>
      registerXlsx(register.document, records, { createdAt: this.#now() }),
    );
    return { bytes, warnings: findings.warnings };
  }

  /** Composes rows for as long as none is wrong; then they are only checked. */
  async *#records(
    form: FormDefinition,
    rows: ArrivingRows['rows'],
    {
      options,
      findings,
      stopwatch,
      compose,
    }: {
      readonly options: ValidationOptions;
      readonly findings: Findings;
      readonly stopwatch: Stopwatch;
      readonly compose: (record: Json, index: number) => readonly Row[];
    },
  ): AsyncGenerator<readonly Row[]> {
    const { errors, warnings } = findings;
    for await (const row of rows) {
      const index = findings.rows++;
      if (errors.length > errorLimit) continue;
      const found = stopwatch.measure('validate', () => this.#checkRow(form, row, index, options));
      errors.push(...found.errors);
      warnings.push(...found.warnings.slice(0, errorLimit - warnings.length));
      if (errors.length === 0) yield stopwatch.measure('compose', () => compose(found.row, index));
    }
    if (findings.rows === 0) errors.push(...this.#validator.validate(form, withRows(form, []), options).errors);
    refuseErrors(limitedErrors(errors));
  }

  /** Errors and warnings of one row, with pointers as in the whole payload, and the row with its derived values. */
  #checkRow(form: FormDefinition, row: Json, index: number, options: ValidationOptions) {
    const found: Validation = this.#validator.validate(form, withRows(form, [row]), options);
    const field = form.about.rows?.field ?? '';
    const first = `/${field}/0`;
    const moved = (errors: readonly PayloadError[]) =>
      errors
        .filter(({ pointer }) => isWithin(pointer, first))
        .map((error) => ({ ...error, pointer: `/${field}/${index}${error.pointer.slice(first.length)}` }));
    const derived = found.payload[field];
    return {
      errors: moved(found.errors),
      warnings: moved(found.warnings),
      row: (isJsonArray(derived) ? derived[0] : undefined) ?? row,
    };
  }
}

function isWithin(pointer: string, parent: string): boolean {
  return pointer === parent || pointer.startsWith(`${parent}/`);
}

function withRows(form: FormDefinition, rows: readonly Json[]): JsonObject {
  return { [form.about.rows?.field ?? '']: rows };
}

function parseRow(line: string, lineNumber: number): JsonObject {
  try {
    return parsePayload(line);
  } catch (cause) {
    if (cause instanceof Problem && (cause.code === 'body-not-json' || cause.code === 'body-not-object')) {
      throw new Problem('rows-not-ndjson', { params: { line: lineNumber } });
    }
    throw cause;
  }
}
