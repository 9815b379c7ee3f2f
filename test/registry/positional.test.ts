import { expect, test } from 'vitest';
import { positional } from '../../src/registry/database/positional.ts';

test('names become places, one for a name that stands twice', () => {
  const sql = 'SELECT 1 FROM thing WHERE one = :one AND two = :two OR one <> :one';
  expect(positional(sql, { two: 2, one: null, three: 3 })).toMatchObject({
    text: 'SELECT 1 FROM thing WHERE one = $1 AND two = $2 OR one <> $1',
    values: [null, 2],
  });
});

test('a cast is no name', () => {
  expect(positional('SELECT :day::date', { day: 'x' }).text).toBe('SELECT $1::date');
});

test('a statement stays prepared under one name, unless a later version of the schema changes what it answers', () => {
  const sql = 'SELECT next FROM series WHERE key = :key';
  const { name } = positional(sql, { key: 'one' });
  expect(name).toMatch(/^[0-9a-f]{32}$/);
  expect(positional(sql, { key: 'two' }).name).toBe(name);
  expect(positional(`${sql} LIMIT 1`, { key: 'one' }).name).not.toBe(name);
  expect(positional('SELECT * FROM series', {})).not.toHaveProperty('name');
});

test('a value that is missing is told, not taken for NULL', () => {
  expect(() => positional('SELECT :one', {})).toThrow(':one');
});
