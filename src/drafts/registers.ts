import { Readable } from 'node:stream';
import type { Writable } from 'node:stream';
import type { Composer } from '../compose/composer.ts';
import type { Language, Row } from '../compose/document.ts';
import type { FormDefinition } from '../forms/definition.ts';
import type { JsonObject } from '../forms/json.ts';
import { parsePayload } from '../forms/payload.ts';
import { errorLimit, type Validator } from '../forms/validation.ts';
import { type PayloadError, Problem } from '../problem.ts';
import { streamXlsx } from '../render/xlsx/render-xlsx.ts';
import { refuseErrors } from './drafts.ts';

/** Rows of a register, checked and kept as the text they came as: small in memory however many there are. */
export interface CheckedRows {
  readonly lines: readonly string[];
}

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
   * Reads and checks NDJSON rows.
   * @throws Problem `rows-not-accepted`, `rows-not-ndjson`, `rows-too-many`, `payload-invalid` with every error
   */
  async check(form: FormDefinition, lines: AsyncIterable<string> | Iterable<string>): Promise<CheckedRows> {
    const { rows } = form.about;
    if (rows === undefined) throw new Problem('rows-not-accepted');
    const kept: string[] = [];
    const errors: PayloadError[] = [];
    let lineNumber = 0;
    for await (const line of lines) {
      lineNumber += 1;
      if (line.trim() === '') continue;
      if (kept.length === rows.limit) throw new Problem('rows-too-many', { params: { limit: rows.limit } });
      const row = parseRow(line, lineNumber);
      if (errors.length < errorLimit) errors.push(...this.#validator.validateRow(form, row, kept.length));
      kept.push(line);
    }
    refuseErrors(errors.slice(0, errorLimit));
    return { lines: kept };
  }

  /** The rows as the payload that any medium can render. */
  payload(form: FormDefinition, rows: CheckedRows): JsonObject {
    return { [form.about.rows?.field ?? '']: rows.lines.map((line) => parsePayload(line)) };
  }

  /** Writes the register as a workbook while rows are composed one by one. */
  async writeXlsx(form: FormDefinition, language: Language, rows: CheckedRows, output: Writable): Promise<void> {
    const register = this.#composer.composeRegister(form, language);
    const records = Readable.from(composeRows(rows.lines, register.rowsOf), { objectMode: true, highWaterMark: 16 });
    await streamXlsx(register.document, records, output, { createdAt: this.#now() });
  }
}

function* composeRows(
  lines: readonly string[],
  rowsOf: (record: JsonObject, index: number) => readonly Row[],
): Generator<readonly Row[]> {
  for (const [index, line] of lines.entries()) yield rowsOf(parsePayload(line), index);
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
