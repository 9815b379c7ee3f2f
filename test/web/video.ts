import type { GreyPicture } from '../readers/pdf-page.ts';

/** Of colour: none. */
const neutral = 128;

/** A picture as a film of one frame that goes on for ever (YUV4MPEG2); its sides are even. */
export function videoOf({ width, height, pixels }: GreyPicture): Uint8Array {
  return Buffer.concat([
    Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\nFRAME\n`),
    pixels,
    Buffer.alloc((width * height) / 2, neutral),
  ]);
}
