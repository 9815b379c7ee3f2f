import type { JsonObject } from '../forms/json.ts';
import type { Actor } from './issuer.ts';

/** Whose draft it is: the person or API key that saved it. Nobody else of the issuer sees it. */
export interface DraftOwner {
  readonly issuer: string;
  /** Id of the person or key. */
  readonly actor: string;
}

/** What is saved. */
export interface DraftContent {
  readonly form: string;
  /** As the owner calls it; empty where it has no name. */
  readonly title: string;
  /** Languages of the document: `kk`, `ru`, `kk,ru` or `ru,kk`. */
  readonly language: string;
  /** As far as it is filled in; personal data. */
  readonly payload: JsonObject;
  /** Texts that were typed and are no value of their field, by path. */
  readonly unreadable: Readonly<Record<string, string>>;
}

/** A saved draft without what was filled in. */
export interface DraftSummary extends Pick<DraftContent, 'form' | 'title' | 'language'> {
  /** Random, chosen by the owner; two owners may have drafts of one id. */
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly savedAt: string;
  /** 1 for the first saving, one more for every other. */
  readonly version: number;
  /** SHA-256 of the content, hexadecimal. */
  readonly digest: string;
}

export interface SavedDraft extends DraftSummary, DraftContent {}

/** Tells the version of a draft that the owner has seen; it differs when a draft was deleted and saved anew. */
export interface SeenVersion {
  readonly version: number;
  readonly digest: string;
}

export interface DraftToSave {
  readonly id: string;
  readonly owner: DraftOwner;
  readonly content: DraftContent;
  /** What is there now, as far as the owner knows; null for a new draft. */
  readonly seen: SeenVersion | null;
}

export type DraftSaved =
  | { readonly kind: 'saved'; readonly draft: DraftSummary; readonly isNew: boolean }
  /** Another window saved, or deleted, in between. */
  | { readonly kind: 'changed' }
  /** The owner has as many drafts as one may have. */
  | { readonly kind: 'full' };

/** Drafts that one owner may have. */
export const draftLimit = 500;

/** The part of the registry that keeps drafts for those who saved them, until they delete them. */
export interface SavedDraftRegistry {
  /** The last saved first. */
  savedDrafts(owner: DraftOwner): Promise<readonly DraftSummary[]>;
  savedDraft(id: string, owner: DraftOwner): Promise<SavedDraft | null>;
  /** Saving what is there already, once more, changes nothing and is no conflict: its answer may have been lost. */
  saveDraft(draft: DraftToSave): Promise<DraftSaved>;
  /** @param seen deletes that version only; null deletes any */
  deleteDraft(id: string, owner: DraftOwner, seen: SeenVersion | null): Promise<'deleted' | 'unknown' | 'changed'>;
  /** Removes the drafts of an issuer that were last saved before an instant (ISO 8601, UTC); how many there were. */
  purgeDrafts(issuer: string, savedBefore: string, actor: Actor): Promise<number>;
}
