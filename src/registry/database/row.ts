import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../forms/json.ts';
import { DatabaseFormatError } from '../errors.ts';

/** One row of an answer, read column by column in the type it was written in. */
export class Row {
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(values: Readonly<Record<string, unknown>>) {
    this.#values = values;
  }

  text(column: string): string {
    return this.textOrNull(column) ?? unexpected(column);
  }

  textOrNull(column: string): string | null {
    const value = this.#values[column];
    return value === null || typeof value === 'string' ? value : unexpected(column);
  }

  integer(column: string): number {
    const value = this.#values[column];
    return typeof value === 'number' ? value : unexpected(column);
  }

  integerOrNull(column: string): number | null {
    return this.#values[column] === null ? null : this.integer(column);
  }

  bytes(column: string): Uint8Array {
    const value = this.#values[column];
    return value instanceof Uint8Array ? value : unexpected(column);
  }

  json(column: string): Json {
    return JSON.parse(this.text(column)) as Json;
  }

  object(column: string): JsonObject {
    const value = this.json(column);
    return isJsonObject(value) ? value : unexpected(column);
  }

  /** A JSON array of texts, each of which `isOne` accepts. */
  list<Item extends string>(column: string, isOne: (text: string) => text is Item): Item[] {
    const value = this.json(column);
    if (!isJsonArray(value)) return unexpected(column);
    return value.map((item) => (typeof item === 'string' && isOne(item) ? item : unexpected(column)));
  }

  /** A text that `isOne` accepts. */
  word<Item extends string>(column: string, isOne: (text: string) => text is Item): Item {
    const value = this.text(column);
    return isOne(value) ? value : unexpected(column);
  }
}

function unexpected(column: string): never {
  throw new DatabaseFormatError(`the column ${column} holds what is never written there`);
}
