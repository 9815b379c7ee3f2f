import type { Block, OfficialDocument } from '../../compose/document.ts';
import { type Signatory, type SigningPlaces, signingPlaces } from '../signing-places.ts';

/**
 * The places of a document where it is signed. Nobody names the signatories of a draft or a blank: its signature
 * blocks do, without their roles. What stands in several languages is signed in the first.
 */
export function signPlaces(
  document: OfficialDocument,
  signatories: readonly (readonly Signatory[])[] = signatoriesIn(document),
): SigningPlaces {
  return signingPlaces(document, signatories);
}

function signatoriesIn({ versions }: OfficialDocument): Signatory[][] {
  const language = versions[0]?.language;
  return versions.map((version) =>
    version.language === language
      ? [...new Set(signatoryIds(version.blocks))].map((id): Signatory => ({ id, role: '' }))
      : [],
  );
}

function* signatoryIds(blocks: readonly Block[]): Generator<string> {
  for (const block of blocks) {
    if (block.kind === 'signature') yield block.signatory;
    if (block.kind === 'section') yield* signatoryIds(block.blocks);
    if (block.kind !== 'table') continue;
    for (const { cells } of [...block.head, ...block.body]) {
      for (const cell of cells) yield* signatoryIds(cell.blocks);
    }
  }
}
