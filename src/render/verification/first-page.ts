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
/**
 * Millimetres by which a page may be higher than a sheet says: the layout of a sheet knows the height of every block, but
 * sets narrower lines further apart. Over texts of all lengths they were never more than a line of 5 mm apart.
 */
const reserve = 10;

/**
 * Whether blocks certainly fit on the first page in every medium: a long address must not take the code to the second
 * page.
 */
export function fitsFirstPage(
  blocks: readonly Block[],
  document: OfficialDocument,
  pictures: PrintedPictures,
): boolean {
  const orientation = document.versions[0]?.orientation ?? 'portrait';
  const { before, register } = sheetPlan({ name: '', orientation, blocks }, document, documentPictures(pictures));
  if (register !== null) return false;
  const points = before.flatMap(({ heights }) => heights).reduce((sum, height) => sum + height, 0);
  const { height, margin } = papers[orientation];
  return points / pointsPerMillimetre + reserve <= height - margin.top - margin.bottom;
}
