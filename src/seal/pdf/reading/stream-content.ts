import { UnreadableFileError } from '../../refusal.ts';
import { isCount, isKind, isNamed, type PdfDictionary, type PdfValue } from './pdf-value.ts';
import type { ReadingBudget } from './reading-budget.ts';

const firstPngPredictor = 10;

/**
 * What a stream holds, unpacked: plain or FlateDecode, with or without a PNG predictor (ISO 32000-1, 7.4.4), which is
 * all that records and the tables leading to them are packed with.
 *
 * @param packed the bytes in the file
 * @param limit bytes that the content may have
 * @throws UnreadableFileError `too-large`, `damaged`
 */
export function streamContent(dictionary: PdfDictionary, packed: Buffer, limit: number, budget: ReadingBudget): Buffer {
  const filter = onlyItem(dictionary.entries.get('Filter'));
  if (filter === undefined || filter === null) {
    if (packed.byteLength > limit) throw new UnreadableFileError('too-large', 'a stream is too long');
    return packed;
  }
  if (!isNamed(filter, 'FlateDecode')) throw damaged('a stream is packed in another way');
  const parameters = onlyItem(dictionary.entries.get('DecodeParms'));
  if (!isKind(parameters, 'dictionary')) return budget.unfold(packed, limit);
  const predictor = parameters.entries.get('Predictor') ?? 1;
  if (predictor === 1) return budget.unfold(packed, limit);
  const columns = parameters.entries.get('Columns') ?? 1;
  const samples = [parameters.entries.get('Colors') ?? 1, parameters.entries.get('BitsPerComponent') ?? 8];
  if (!isCount(predictor) || predictor < firstPngPredictor || !isCount(columns) || columns < 1 || columns > 1024) {
    throw damaged('a stream is predicted in another way');
  }
  if (samples[0] !== 1 || samples[1] !== 8) throw damaged('a stream is predicted in another way');
  return withoutPrediction(budget.unfold(packed, limit * 2), columns);
}

/** Filters and their parameters are one, or a list of one. */
function onlyItem(value: PdfValue | undefined): PdfValue | undefined {
  if (!isKind(value, 'list')) return value;
  if (value.items.length > 1) throw damaged('a stream is packed more than once');
  return value.items[0];
}

/** Undoes the filters of PNG (ISO/IEC 15948, 9) on rows of single bytes, in place. */
function withoutPrediction(predicted: Buffer, columns: number): Buffer {
  const rows = Math.floor(predicted.length / (columns + 1));
  for (let row = 0; row < rows; row += 1) {
    const from = row * (columns + 1) + 1;
    const filter = predicted[from - 1] ?? 0;
    for (let column = 0; column < columns; column += 1) {
      const left = column === 0 ? 0 : (predicted[row * columns + column - 1] ?? 0);
      const above = row === 0 ? 0 : (predicted[(row - 1) * columns + column] ?? 0);
      const aboveLeft = row === 0 || column === 0 ? 0 : (predicted[(row - 1) * columns + column - 1] ?? 0);
      const value = (predicted[from + column] ?? 0) + prediction(filter, left, above, aboveLeft);
      // Rows move up by one byte each: what is written over has been read.
      predicted[row * columns + column] = value & 0xff;
    }
  }
  return predicted.subarray(0, rows * columns);
}

function prediction(filter: number, left: number, above: number, aboveLeft: number): number {
  switch (filter) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return (left + above) >> 1;
    case 4:
      return paeth(left, above, aboveLeft);
    default:
      throw damaged('a stream is predicted in another way');
  }
}

function paeth(left: number, above: number, aboveLeft: number): number {
  const estimate = left + above - aboveLeft;
  const [toLeft, toAbove, toAboveLeft] = [left, above, aboveLeft].map((value) => Math.abs(estimate - value));
  if (toLeft === undefined || toAbove === undefined || toAboveLeft === undefined) return 0;
  if (toLeft <= toAbove && toLeft <= toAboveLeft) return left;
  return toAbove <= toAboveLeft ? above : aboveLeft;
}

function damaged(message: string): UnreadableFileError {
  return new UnreadableFileError('damaged', message);
}
