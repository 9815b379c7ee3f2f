import type { Logo } from '../logo.ts';
import { qrPng } from '../qr/png.ts';
import { smoothedPixels } from '../qr/size.ts';
import type { VerificationMark } from '../verification/mark.ts';

/** A picture as it stands on a sheet. */
export interface SheetPicture {
  /** Name of its file in the workbook, without ending. */
  readonly file: string;
  readonly title: string;
  /** What stands for it where it is not seen; empty for an ornament. */
  readonly description: string;
  readonly png: () => Uint8Array;
  /** Points. */
  readonly width: number;
  readonly height: number;
  /** Where it stands in a wider place. */
  readonly align: 'left' | 'center';
}

/** The pictures that a document may have places for. */
export interface DocumentPictures {
  readonly logo: SheetPicture | null;
  readonly code: { readonly picture: SheetPicture; readonly lines: readonly string[] } | null;
}

const pointsPerMillimetre = 72 / 25.4;

/** Logo and verification code as they are drawn on sheets. */
export function documentPictures({ logo, mark }: { logo?: Logo; mark?: VerificationMark }): DocumentPictures {
  return {
    logo: logo === undefined ? null : logoPicture(logo),
    code: mark === undefined ? null : { picture: codePicture(mark), lines: mark.lines },
  };
}

function logoPicture({ png, width, height }: Logo): SheetPicture {
  return {
    file: 'logo',
    title: 'Logo',
    description: '',
    png: () => png,
    width: width * pointsPerMillimetre,
    height: height * pointsPerMillimetre,
    align: 'center',
  };
}

function codePicture({ matrix, side, alternative }: VerificationMark): SheetPicture {
  const length = side * pointsPerMillimetre;
  return {
    file: 'verification',
    title: 'Verification code',
    description: alternative,
    png: () => qrPng(matrix, smoothedPixels),
    width: length,
    height: length,
    align: 'left',
  };
}
