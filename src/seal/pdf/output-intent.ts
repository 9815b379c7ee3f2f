import { type PDF, PdfArray, PdfDict, PdfName, PdfNumber, PdfString } from '@libpdf/core';
import { packed, packedStream } from './compressed-stream.ts';
import { srgbProfile } from './srgb-profile.ts';

const profile = packed(srgbProfile());
const condition = PdfString.fromString('sRGB IEC61966-2.1');

/** Says what the colours of the file mean (ISO 32000-1, 14.11.5): those of a common screen. */
export function outputIntents(file: PDF): PdfArray {
  return PdfArray.of(
    PdfDict.of({
      Type: PdfName.of('OutputIntent'),
      S: PdfName.of('GTS_PDFA1'),
      OutputConditionIdentifier: condition,
      Info: condition,
      RegistryName: PdfString.fromString('http://www.color.org'),
      DestOutputProfile: file.register(packedStream(profile, { N: PdfNumber.of(3) })),
    }),
  );
}
