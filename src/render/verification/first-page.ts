import type { Block, OfficialDocument } from '../../compose/document.ts';
import type { Logo } from '../logo.ts';
import { papers } from '../paper.ts';
import { documentPictures } from '../xlsx/pictures.ts';
import { sheetPlan } from '../xlsx/sheet-plan.ts';
import type { VerificationMark } from './mark.ts';

/** The pictures that a document is printed with. */
export interface PrintedPictures {
  readonly logo?: Logo;
  readonly mark: VerificationMark;
}

const pointsPerMillimetre = 72 / 25.4;
/** The layout of a sheet knows the height of every block, but sets the text in 11 points where paper has 12. */
const bodyText = 12 / 11;

/**
 * Whether blocks certainly fit on the first page. Generous, so that it holds in every medium: a long address must not
 * take the code to the second page.
 */
export function fitsFirstPage(
  blocks: readonly Block[],
  document: OfficialDocument,
  pictures: PrintedPictures,
): boolean {
  const { before, register } = sheetPlan({ name: '', blocks }, document, documentPictures(pictures));
  if (register !== null) return false;
  const points = before.flatMap(({ heights }) => heights).reduce((sum, height) => sum + height, 0);
  const { height, margin } = papers[document.orientation];
  return (points * bodyText) / pointsPerMillimetre <= height - margin.top - margin.bottom;
}
