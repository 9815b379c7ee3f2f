import { expect, test } from 'vitest';
import { positional } from '../../src/registry/database/positional.ts';

test('names become places, one for a name that stands twice', () => {
  const sql = 'SELECT 1 FROM thing WHERE one = :one AND two = :two OR one <> :one';
  expect(positional(sql, { two: 2, one: null, three: 3 })).toEqual({
    text: 'SELECT 1 FROM thing WHERE one = $1 AND two = $2 OR one <> $1',
    values: [null, 2],
  });
});

test('a cast is no name', () => {
  expect(positional('SELECT :day::date', { day: 'x' }).text).toBe('SELECT $1::date');
});

test('a value that is missing is told, not taken for NULL', () => {
  expect(() => positional('SELECT :one', {})).toThrow(':one');
});
