import type { GreyPicture } from '../../readers/pdf-page.ts';

const white = 255;

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Numbers from 0 to 1 that are the same in every run (Marsaglia's xorshift with 32 bits). */
export function seededNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** The picture with a rectangle of one shade over it. */
export function stained(
  picture: GreyPicture,
  { left, top, width, height }: { left: number; top: number; width: number; height: number },
  shade: number,
): GreyPicture {
  const pixels = Uint8Array.from(picture.pixels);
  for (let y = Math.round(top); y < Math.round(top + height); y += 1) {
    const row = y * picture.width;
    pixels.fill(shade, row + Math.round(left), row + Math.round(left + width));
  }
  return { ...picture, pixels };
}

/** The picture turned about its middle on a white ground, as a sheet lies askew on a scanner. */
export function turned(picture: GreyPicture, degrees: number): GreyPicture {
  const angle = (degrees * Math.PI) / 180;
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  const middle = { x: (picture.width - 1) / 2, y: (picture.height - 1) / 2 };
  return mapped(picture, (x, y) => {
    const [right, down] = [x - middle.x, y - middle.y];
    return between(picture, middle.x + cosine * right + sine * down, middle.y - sine * right + cosine * down);
  });
}

/** The picture out of focus: a Gaussian of the given standard deviation in pixels, first along rows, then columns. */
export function blurred(picture: GreyPicture, deviation: number): GreyPicture {
  const reach = Math.ceil(3 * deviation);
  const offsets = Array.from({ length: 2 * reach + 1 }, (_, index) => index - reach);
  const raw = offsets.map((offset) => Math.exp(-(offset ** 2) / (2 * deviation ** 2)));
  const sum = raw.reduce((total, weight) => total + weight, 0);
  const weights = raw.map((weight) => weight / sum);
  const along = (source: GreyPicture, step: Point) =>
    mapped(source, (x, y) =>
      offsets.reduce(
        (shade, offset, index) =>
          shade + (weights[index] ?? 0) * shadeAt(source, x + offset * step.x, y + offset * step.y),
        0,
      ),
    );
  return along(along(picture, { x: 1, y: 0 }), { x: 0, y: 1 });
}

/** The part of a picture; what lies outside is white. */
export function cropped(
  picture: GreyPicture,
  { left, top, width, height }: { left: number; top: number; width: number; height: number },
): GreyPicture {
  return mapped({ width, height, pixels: new Uint8Array() }, (x, y) => shadeAt(picture, left + x, top + y));
}

function mapped(size: GreyPicture, shade: (x: number, y: number) => number): GreyPicture {
  const { width, height } = size;
  const pixels = Uint8Array.from({ length: width * height }, (_, index) =>
    Math.round(shade(index % width, Math.floor(index / width))),
  );
  return { width, height, pixels };
}

function between(picture: GreyPicture, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [right, down] = [x - left, y - top];
  const upper = shadeAt(picture, left, top) * (1 - right) + shadeAt(picture, left + 1, top) * right;
  const lower = shadeAt(picture, left, top + 1) * (1 - right) + shadeAt(picture, left + 1, top + 1) * right;
  return upper * (1 - down) + lower * down;
}

function shadeAt({ width, height, pixels }: GreyPicture, x: number, y: number): number {
  return x < 0 || y < 0 || x >= width || y >= height ? white : (pixels[y * width + x] ?? white);
}
