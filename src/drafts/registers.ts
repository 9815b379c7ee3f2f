import type { Writable } from 'node:stream';
import type { Composer } from '../compose/composer.ts';
import type { Language, Row } from '../compose/document.ts';
import type { FormDefinition } from '../forms/definition.ts';
import { isJsonObject, type JsonObject } from '../forms/json.ts';
import { parsePayload } from '../forms/payload.ts';
import { errorLimit, type ValidationOptions } from '../forms/payload-check.ts';
import type { Validator } from '../forms/validation.ts';
import { type PayloadError, Problem } from '../problem.ts';
import { streamXlsx } from '../render/xlsx/render-xlsx.ts';
import { refuseErrors } from './drafts.ts';
import { refuseTooManyValues } from './value-limit.ts';

/** Rows of a register, checked and kept as the text they came as: small in memory however many there are. */
export interface CheckedRows {
  readonly lines: readonly string[];
  readonly warnings: readonly PayloadError[];
}

/** A row alone is no larger than a form. */
const rowBytes = 1024 * 1024;

/** The way of registers: rows come as NDJSON, each is checked alone, and a spreadsheet is written as it goes. */
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
   * Reads and checks NDJSON rows one by one: their shape and the rules across fields of a row.
   * @throws Problem `payload-invalid` with every error, and those of `payload`
   */
  async check(form: FormDefinition, lines: AsyncIterable<string>, options: ValidationOptions): Promise<CheckedRows> {
    const kept: string[] = [];
    const errors: PayloadError[] = [];
    const warnings: PayloadError[] = [];
    for await (const { line, row } of readRows(form, lines)) {
      if (errors.length < errorLimit) {
        const found = this.#checkRow(form, row, kept.length, options);
        errors.push(...found.errors);
        warnings.push(...found.warnings.slice(0, errorLimit - warnings.length));
      }
      kept.push(line);
    }
    if (kept.length === 0) errors.push(...this.#validator.validate(form, withRows(form, []), options).errors);
    refuseErrors(errors.slice(0, errorLimit));
    return { lines: kept, warnings };
  }

  /**
   * NDJSON rows as the payload that any medium can render, not yet checked.
   * @throws Problem `rows-not-accepted`, `rows-not-ndjson`, `rows-too-many` and those of parsePayload
   */
  async payload(form: FormDefinition, lines: AsyncIterable<string>): Promise<JsonObject> {
    const rows: JsonObject[] = [];
    for await (const { row } of readRows(form, lines)) rows.push(row);
    return withRows(form, rows);
  }

  /** Writes the register as a workbook while rows are composed one by one. */
  async writeXlsx(form: FormDefinition, language: Language, rows: CheckedRows, output: Writable): Promise<void> {
    const register = this.#composer.composeRegister(form, language);
    await streamXlsx(register.document, composeRows(rows.lines, register.rowsOf), output, { createdAt: this.#now() });
  }

  /** Errors and warnings of one row, with pointers as in the whole payload. */
  #checkRow(form: FormDefinition, row: JsonObject, index: number, options: ValidationOptions) {
    const found = this.#validator.validate(form, withRows(form, [row]), options);
    const rows = `/${form.about.rows?.field ?? ''}`;
    const moved = (errors: readonly PayloadError[]) =>
      errors
        .filter(({ pointer }) => pointer === `${rows}/0` || pointer.startsWith(`${rows}/0/`))
        .map((error) => ({ ...error, pointer: `${rows}/${index}${error.pointer.slice(rows.length + 2)}` }));
    return { errors: moved(found.errors), warnings: moved(found.warnings) };
  }
}

async function* readRows(
  form: FormDefinition,
  lines: AsyncIterable<string>,
): AsyncGenerator<{ readonly line: string; readonly row: JsonObject }> {
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
    yield { line, row };
  }
}

function withRows(form: FormDefinition, rows: readonly JsonObject[]): JsonObject {
  return { [form.about.rows?.field ?? '']: rows };
}

function* composeRows(
  lines: readonly string[],
  rowsOf: (record: JsonObject, index: number) => readonly Row[],
): Generator<readonly Row[]> {
  for (const [index, line] of lines.entries()) yield rowsOf(checkedRow(line), index);
}

/** A row that has been read before: what it may not hold is not looked for again. */
function checkedRow(line: string): JsonObject {
  const row = JSON.parse(line) as unknown;
  if (!isJsonObject(row)) throw new TypeError('a checked row is an object');
  return row;
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
