import { readFile } from 'node:fs/promises';

/** The issuer's logo as it is printed. */
export interface Logo {
  readonly png: Uint8Array;
  /** Millimetres on paper. */
  readonly width: number;
  readonly height: number;
}

/** The file is not a PNG picture. */
export class LogoError extends Error {
  override readonly name = 'LogoError';
}

/** Room for a logo at the head of a paper, in millimetres. */
const room = { width: 40, height: 25 };
/** Signature and IHDR chunk of a PNG (ISO 15948, 5.2 and 11.2.2): width and height at 16 and 20. */
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const headerLength = 24;

/**
 * Reads a PNG and fits it into the room for a logo.
 * @throws LogoError when it is no PNG
 */
export async function readLogo(file: string): Promise<Logo> {
  const png = await readFile(file);
  if (png.length < headerLength || !png.subarray(0, signature.length).equals(signature)) {
    throw new LogoError(`${file} is not a PNG picture`);
  }
  const [pixelsWide, pixelsHigh] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const scale = Math.min(room.width / pixelsWide, room.height / pixelsHigh);
  return { png, width: pixelsWide * scale, height: pixelsHigh * scale };
}
