import { create } from 'qrcode';

/** The modules of a QR code (ISO/IEC 18004), quiet zone not included. */
export interface QrMatrix {
  /** Modules along a side. */
  readonly size: number;
  /** Row by row from the upper left corner: 1 dark, 0 light. */
  readonly modules: Uint8Array;
}

/** A text that no QR code holds in alphanumeric mode: it has other characters, or too many. */
export class QrTextError extends Error {
  override readonly name = 'QrTextError';
}

/** ISO/IEC 18004, table 5, without the blank and the percent sign, which an address does not keep as they are. */
const addressCharacters = /^[0-9A-Z$*+\-./:]+$/u;

/**
 * The QR code of an address in upper case: one alphanumeric segment, level Q (a quarter of the code may be damaged), the
 * smallest version that holds it.
 * @throws QrTextError
 */
export function qrMatrix(address: string): QrMatrix {
  if (!addressCharacters.test(address)) throw new QrTextError('only digits, capitals and $*+-./: go into the code');
  const { modules } = codeOf(address);
  return { size: modules.size, modules: modules.data };
}

function codeOf(address: string) {
  try {
    return create([{ data: address, mode: 'alphanumeric' }], { errorCorrectionLevel: 'Q' });
  } catch (error) {
    throw new QrTextError(`${address.length} characters are too many for a code`, { cause: error });
  }
}
