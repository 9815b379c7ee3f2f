import type { Block, LanguageVersion, OfficialDocument, Signature, Slot } from '../compose/document.ts';

/** Who signs a form, by the id of `x-nysan.signatories`, and the role in the language of the document. */
export interface Signatory {
  readonly id: string;
  readonly role: string;
}

/** Where a document can be signed electronically. */
export interface SigningPlace {
  /** Id of the signatory; where one signs several times, the next places are `id.2`, `id.3`, … */
  readonly name: string;
  readonly role: string;
  /** Points above the line that nothing is printed in; null for a place without a line, below the text. */
  readonly roomAbove: number | null;
}

export interface SigningPlaces {
  /** In the order of the text. */
  readonly all: readonly SigningPlace[];
  readonly ofSlot: ReadonlyMap<Slot, SigningPlace>;
  /** Of signatories whom the form gives no line to sign on. */
  readonly freeOf: ReadonlyMap<LanguageVersion, readonly SigningPlace[]>;
}

/** Points, as templates/print.css sets signature blocks apart from what is above them. */
const roomOnPage = 12;
const roomInCell = 3;
const roomInStack = 6;

/**
 * The places of a document.
 * @param signatories of each of its versions; a version with none has no places
 */
export function signingPlaces(
  document: OfficialDocument,
  signatories: readonly (readonly Signatory[])[],
): SigningPlaces {
  const all: SigningPlace[] = [];
  const ofSlot = new Map<Slot, SigningPlace>();
  const freeOf = new Map<LanguageVersion, readonly SigningPlace[]>();
  const counts = new Map<string, number>();
  const add = ({ id, role }: Signatory, roomAbove: number | null): SigningPlace => {
    const count = (counts.get(id) ?? 0) + 1;
    counts.set(id, count);
    const place = { name: count === 1 ? id : `${id}.${count}`, role, roomAbove };
    all.push(place);
    return place;
  };
  for (const [index, version] of document.versions.entries()) {
    const signers = signatories[index] ?? [];
    const lines = signers.length === 0 ? [] : [...signingLines(version.blocks, false)];
    for (const { signatory: id, slot, roomAbove } of lines) {
      ofSlot.set(slot, add(signers.find((one) => one.id === id) ?? { id, role: id }, roomAbove));
    }
    const unplaced = signers.filter(({ id }) => !lines.some(({ signatory }) => signatory === id));
    freeOf.set(
      version,
      unplaced.map((signatory) => add(signatory, null)),
    );
  }
  return { all, ofSlot, freeOf };
}

interface SigningLine {
  readonly signatory: string;
  readonly slot: Slot;
  readonly roomAbove: number;
}

function* signingLines(blocks: readonly Block[], inCell: boolean): Generator<SigningLine> {
  for (const block of blocks) {
    if (block.kind === 'section') yield* signingLines(block.blocks, inCell);
    if (block.kind === 'table') {
      const cells = [...block.head, ...block.body].flatMap((row) => row.cells);
      for (const cell of cells) yield* signingLines(cell.blocks, true);
    }
    if (block.kind !== 'signature') continue;
    for (const slot of signingSlots(block)) {
      const isBelowAnother = block.direction === 'stack' && slot !== block.slots[0];
      const roomAbove = isBelowAnother ? roomInStack : inCell ? roomInCell : roomOnPage;
      yield { signatory: block.signatory, slot, roomAbove };
    }
  }
}

/** Where a form has one line for signature and name, it is the line of the name. */
function signingSlots({ slots }: Signature): readonly Slot[] {
  const own = slots.filter(({ kind }) => kind === 'sign');
  return own.length > 0 ? own : slots.filter(({ kind }) => kind === 'field').slice(0, 1);
}
