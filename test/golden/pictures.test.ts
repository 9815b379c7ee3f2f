import { expect, it } from 'vitest';
import { compare, readPng, writePng } from './pictures.ts';

const white = { width: 40, height: 30, pixels: new Uint8Array(1200).fill(255) };
const dotted = (shade: number) => ({ ...white, pixels: white.pixels.with(615, shade) });

it('keeps every shade of a page', () => {
  const shaded = { ...white, pixels: white.pixels.map((_, index) => index % 256) };
  expect(readPng(writePng(shaded))).toEqual(shaded);
});

it('finds no difference where there is none, or one of a single shade', () => {
  expect(compare(white, { ...white, pixels: white.pixels.slice() })).toBeNull();
  expect(compare(white, dotted(219))).toBeNull();
});

it('finds a single other pixel', () => {
  expect(compare(white, dotted(182))).toMatchObject({ pixels: 1 });
  expect(compare(white, dotted(0))).toMatchObject({ pixels: 1 });
});

it('finds another size', () => {
  expect(compare(white, { ...white, width: 30, height: 40 })).toMatchObject({ pixels: null });
});
