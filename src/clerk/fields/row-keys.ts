import { useRef } from 'preact/hooks';
import type { FormStore } from '../state/form-store.ts';

/** Keys of the rows of a table: a row keeps its own when others come, go or move. */
export interface RowKeys {
  keyAt(index: number): number;
  /** @returns the key of the new row */
  insert(index: number): number;
  remove(index: number): void;
  move(from: number, to: number): void;
}

export function useRowKeys(store: FormStore, path: string): RowKeys {
  const kept = useRef<{ readonly path: string; readonly keys: RowKeyList } | null>(null);
  if (kept.current?.path !== path) kept.current = { path, keys: new RowKeyList() };
  const { keys } = kept.current;
  keys.trim(store.rowsAt(path).length);
  return keys;
}

class RowKeyList implements RowKeys {
  #keys: number[] = [];
  #next = 0;

  keyAt(index: number): number {
    while (this.#keys.length <= index) this.#keys.push(this.#fresh());
    return this.#keys[index] ?? 0;
  }

  insert(index: number): number {
    const key = this.#fresh();
    this.#keys.splice(index, 0, key);
    return key;
  }

  remove(index: number): void {
    this.#keys.splice(index, 1);
  }

  move(from: number, to: number): void {
    this.keyAt(Math.max(from, to));
    this.#keys.splice(to, 0, ...this.#keys.splice(from, 1));
  }

  trim(count: number): void {
    this.#keys.length = Math.min(this.#keys.length, count);
  }

  #fresh(): number {
    this.#next += 1;
    return this.#next;
  }
}
