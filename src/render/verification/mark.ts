import type { Verification } from '../../trust/verification.ts';
import { type QrMatrix, qrMatrix } from '../qr/matrix.ts';
import { sideOnPaper } from '../qr/size.ts';

/** What is printed of a verification, the same in every medium. */
export interface VerificationMark {
  readonly matrix: QrMatrix;
  /** Side of the code with its quiet zone, in millimetres. */
  readonly side: number;
  /** Small lines beneath the code: «№ 025600417», «K7QX4-9M2TD». */
  readonly lines: readonly [number: string, shortCode: string];
  /** What stands for the picture where it is not seen. */
  readonly alternative: string;
  /** At the foot of every page, so that pages cannot be swapped between documents. */
  readonly foot: string;
}

/**
 * Draws the code of an issued document.
 * @throws QrTextError where the address is not one for a QR code in alphanumeric mode
 */
export function verificationMark({ url, number, shortCode }: Verification): VerificationMark {
  const matrix = qrMatrix(url);
  const numbered = `№ ${number}`;
  return {
    matrix,
    side: sideOnPaper(matrix),
    lines: [numbered, shortCode],
    alternative: `${numbered}, ${shortCode}`,
    foot: `${numbered} · ${shortCode}`,
  };
}
