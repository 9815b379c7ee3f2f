import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GreyPicture } from '../../readers/pdf-page.ts';
import { readPdf } from '../../readers/pdf.ts';
import { decoders, readCode } from './decoders.ts';
import { issuedDocument, type Press, startPress, verification } from './issued.ts';
import { blurred, cropped, type Point, seededNumbers, stained, turned } from './scan.ts';

const scannedAt = 150;
const degrees = 5;
/** Standard deviation of the blur in pixels: 0.17 mm on paper. */
const outOfFocus = 1;
const damagedShare = 0.15;
const positions = 30;

let press: Press;
beforeAll(async () => {
  press = await startPress();
});
afterAll(() => press.close());

/** The first page as a scanner sees it. */
async function firstPage(form: string): Promise<GreyPicture> {
  const file = await readPdf(await press.render(issuedDocument(form), 'pdf'));
  try {
    const [page] = file.pages;
    if (page === undefined) throw new Error('the file has no page');
    return page.draw(scannedAt);
  } finally {
    file.close();
  }
}

describe.each(['industrial-certificate', 'end-user-certificate', 'domestic-producers-registry'])(
  'the code on the page of %s',
  (form) => {
    it.each(Object.entries(decoders))('is read by %s', async (_, decode) => {
      expect(await decode(await firstPage(form))).toEqual([verification.url]);
    });

    it('is read from a scan that is askew and out of focus', async () => {
      const scan = blurred(turned(await firstPage(form), degrees), outOfFocus);
      expect(await decoders['zxing']?.(scan)).toEqual([verification.url]);
    });
  },
);

describe('a damaged code', () => {
  // Whatever covers one of the three corner squares takes the code from any reader: ISO/IEC 18004 repairs data only.
  it.each([
    ['torn off', 255],
    ['soiled', 128],
    ['inked over', 0],
  ])('is read askew and out of focus with a block of 15 per cent %s', async (_, shade) => {
    const { picture, topLeft, side } = await codeCutOut();
    const random = seededNumbers(20_261_120 + shade);
    const block = side * Math.sqrt(damagedShare);
    let read = 0;
    for (let damage = 0; damage < positions; damage += 1) {
      const { x, y } = positionOf(block / side, random);
      const rectangle = { left: topLeft.x + x * side, top: topLeft.y + y * side, width: block, height: block };
      const scan = blurred(turned(stained(picture, rectangle, shade), degrees), outOfFocus);
      if ((await readCode(scan))?.text === verification.url) read += 1;
    }
    expect(read).toBeGreaterThanOrEqual(positions - 1);
  });
});

/** The code with some of the page around it. */
async function codeCutOut(): Promise<{ picture: GreyPicture; topLeft: Point; side: number }> {
  const page = await firstPage('industrial-certificate');
  const code = await readCode(page);
  if (code === null) throw new Error('there is no code on the page');
  const { topLeft, bottomRight } = code.position;
  const around = 40;
  const side = bottomRight.x - topLeft.x;
  const size = side + 2 * around;
  return {
    picture: cropped(page, { left: topLeft.x - around, top: topLeft.y - around, width: size, height: size }),
    topLeft: { x: around, y: around },
    side,
  };
}

/** Corner squares of a version 10 code with their light border: 8 of 57 modules. */
const cornerSquare = 8 / 57;

/** A place for a block inside the code, both in sides of the code, that leaves the corner squares alone. */
function positionOf(block: number, random: () => number): Point {
  for (;;) {
    const [x, y] = [random() * (1 - block), random() * (1 - block)];
    const left = x < cornerSquare;
    const right = x + block > 1 - cornerSquare;
    const top = y < cornerSquare;
    const bottom = y + block > 1 - cornerSquare;
    if (!((left && top) || (right && top) || (left && bottom))) return { x, y };
  }
}
