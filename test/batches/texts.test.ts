import { expect, test } from 'vitest';
import { decoded, itemsOfArray, linesOf } from '../../src/batches/intake/texts.ts';
import { rowLength } from '../../src/batches/limits.ts';

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

async function* pieces(text: string, length: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += length) yield await Promise.resolve(bytes.subarray(at, at + length));
}

const arrayOf = (text: string, length = 7) => all(itemsOfArray(decoded(pieces(text, length))));
const linesIn = (text: string, length = 7) => all(linesOf(decoded(pieces(text, length))));

const awkward = [{ a: 'сөз, "[{,}]" \\' }, [1, [2, { b: [] }]], 'x,]', 12, null, true, {}, []];

test('an array is taken apart wherever its pieces end', async () => {
  for (const spaces of [0, 2]) {
    const text = `\ufeff \n${JSON.stringify(awkward, null, spaces)}\n`;
    for (let length = 1; length < 12; length += 1) {
      expect((await arrayOf(text, length)).map((item) => JSON.parse(item) as unknown)).toEqual(awkward);
    }
  }
});

test('an empty array has no items', async () => {
  expect(await arrayOf(' [ \n ] ')).toEqual([]);
});

test.each(['', '{}', '[1', '[1,]', '[,1]', '[1]]', '[1] 2', '[1][2]', '"[1]"', '[1}', 'x[1]'])(
  '%s is no array',
  async (text) => {
    await expect(arrayOf(text)).rejects.toMatchObject({ code: 'body-not-json' });
  },
);

test('what is wrong within an item is for its reader to tell', async () => {
  expect(await arrayOf('[{"a":1}, {"b" 2}, nonsense]')).toEqual(['{"a":1}', ' {"b" 2}', ' nonsense']);
});

test('lines come as they are, whatever ends them; empty ones are none', async () => {
  for (let length = 1; length < 9; length += 1) {
    expect(await linesIn('{"a":1}\r\n\n  \n{"б":2}\n{"c":3}', length)).toEqual(['{"a":1}\r', '{"б":2}', '{"c":3}']);
  }
});

test('a row without an end is refused before it fills the memory', async () => {
  const long = `[{"a":"${'x'.repeat(rowLength)}`;
  await expect(arrayOf(long, 64 * 1024)).rejects.toMatchObject({ code: 'body-too-large' });
  await expect(linesIn(long, 64 * 1024)).rejects.toMatchObject({ code: 'body-too-large' });
});

test('what is not UTF-8 is refused', async () => {
  const latin = (async function* () {
    yield await Promise.resolve(Buffer.from([0x5b, 0xe9, 0x5d]));
  })();
  await expect(all(itemsOfArray(decoded(latin)))).rejects.toMatchObject({ code: 'body-encoding-unsupported' });
});
