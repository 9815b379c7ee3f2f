import { recordByteLimit } from '../embedded-record.ts';
import { UnreadableFileError } from '../refusal.ts';
import { payloadName } from './associated-file.ts';
import { PdfObjects } from './reading/pdf-objects.ts';
import { isKind, type PdfDictionary, type PdfText, type PdfValue } from './reading/pdf-value.ts';
import { ReadingBudget } from './reading/reading-budget.ts';
import { textValue } from './reading/text-value.ts';

const nameTreeDepth = 8;

/**
 * The bytes of the record that a PDF carries in its last revision. Only what leads to it is read, and only so much of
 * that; pages, fonts and pictures are never touched.
 *
 * @throws UnreadableFileError
 */
export function readPdfPayload(bytes: Buffer): Buffer {
  const objects = new PdfObjects(bytes, new ReadingBudget());
  // What is encrypted was not issued here.
  if (objects.trailer.entries.has('Encrypt')) throw new UnreadableFileError('no-record', 'the PDF is encrypted');
  const catalog = objects.dictionary(objects.trailer.entries.get('Root'));
  if (catalog === null) throw new UnreadableFileError('damaged', 'the PDF has no catalog');
  for (const specification of attachedFiles(objects, catalog)) {
    if (fileName(objects, specification) !== payloadName) continue;
    const embedded = objects.dictionary(specification.entries.get('EF'));
    const content = embedded?.entries.get('UF') ?? embedded?.entries.get('F');
    return objects.content(content, recordByteLimit);
  }
  throw new UnreadableFileError('no-record', 'the PDF carries no record');
}

/** Associated files first: programs that write a PDF anew may keep those or the list of attachments only. */
function* attachedFiles(objects: PdfObjects, catalog: PdfDictionary): Generator<PdfDictionary> {
  for (const item of objects.list(catalog.entries.get('AF'))) {
    const specification = objects.dictionary(item);
    if (specification !== null) yield specification;
  }
  const names = objects.dictionary(catalog.entries.get('Names'));
  yield* filesOfTree(objects, names?.entries.get('EmbeddedFiles'), nameTreeDepth);
}

/** Leaves of a name tree (ISO 32000-1, 7.9.6): keys and values in turn. */
function* filesOfTree(objects: PdfObjects, node: PdfValue | undefined, depth: number): Generator<PdfDictionary> {
  const tree = depth === 0 ? null : objects.dictionary(node);
  if (tree === null) return;
  for (const [index, item] of objects.list(tree.entries.get('Names')).entries()) {
    const specification = index % 2 === 1 ? objects.dictionary(item) : null;
    if (specification !== null) yield specification;
  }
  for (const kid of objects.list(tree.entries.get('Kids'))) yield* filesOfTree(objects, kid, depth - 1);
}

function fileName(objects: PdfObjects, { entries }: PdfDictionary): string | null {
  const name = [entries.get('UF'), entries.get('F')]
    .map((value) => objects.resolve(value))
    .find((value): value is PdfText => isKind(value, 'text'));
  return name === undefined ? null : textValue(name.text);
}
