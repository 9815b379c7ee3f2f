import { languages, type Language } from '../../compose/document.ts';
import type { DocumentRecord, FileEntry, NewDocument, StatusChange, StatusEvent } from '../record.ts';
import type { Reservation } from '../reservation.ts';
import type { Values } from '../database/database.ts';
import type { Row } from '../database/row.ts';

export const insertDocument = `
INSERT INTO document (
  id, issuer, form, form_number, edition, number, issued_at, languages, master_language, present_by, holder_bin,
  holder_name, holder_folded, code_text, code_hash, short_code, key_id, fingerprint, public_facts, bundle, warnings,
  valid_until)
VALUES (
  :id, :issuer, :form, :formNumber, :edition, :number, :issuedAt, :languages, :masterLanguage, :presentBy, :holderBin,
  :holderName, :holderFolded, :codeText, :codeHash, :shortCode, :keyId, :fingerprint, :publicFacts, :bundle, :warnings,
  :validUntil)`;

/** Values of `insertDocument`. */
export function documentValues(document: NewDocument, { issuer, form, number }: Reservation): Values {
  return {
    id: document.id,
    issuer,
    form,
    formNumber: document.formNumber,
    edition: document.edition,
    number,
    issuedAt: document.issuedAt,
    languages: JSON.stringify(document.languages),
    masterLanguage: document.masterLanguage,
    presentBy: document.presentBy,
    holderBin: document.holderBin,
    holderName: document.holderName,
    holderFolded: document.holderName === null ? null : folded(document.holderName),
    codeText: document.codeText,
    codeHash: document.codeHash,
    shortCode: document.shortCode,
    keyId: document.keyId,
    fingerprint: document.fingerprint,
    publicFacts: JSON.stringify(document.publicFacts),
    bundle: document.bundle,
    warnings: JSON.stringify(document.warnings),
    validUntil: document.validUntil,
  };
}

/** A name as searches compare it. */
export function folded(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

export function recordOf(row: Row, events: readonly StatusEvent[]): DocumentRecord {
  return {
    id: row.text('id'),
    issuer: row.text('issuer'),
    form: row.text('form'),
    formNumber: row.integer('form_number'),
    edition: row.text('edition'),
    number: row.text('number'),
    issuedAt: row.text('issued_at'),
    languages: row.list('languages', isLanguage),
    masterLanguage: row.word('master_language', isLanguage),
    validUntil: row.textOrNull('valid_until'),
    presentBy: row.textOrNull('present_by'),
    holderBin: row.textOrNull('holder_bin'),
    holderName: row.textOrNull('holder_name'),
    codeText: row.text('code_text'),
    codeHash: row.text('code_hash'),
    shortCode: row.text('short_code'),
    keyId: row.integer('key_id'),
    fingerprint: row.text('fingerprint'),
    publicFacts: row.object('public_facts'),
    bundle: row.textOrNull('bundle'),
    warnings: row.list('warnings', (text): text is string => text !== ''),
    revokedAt: row.textOrNull('revoked_at'),
    replacedAt: row.textOrNull('replaced_at'),
    replacedBy: row.textOrNull('replaced_by'),
    purgedAt: row.textOrNull('purged_at'),
    events,
  };
}

export function eventOf(row: Row): StatusEvent {
  return {
    change: changeOf(row),
    reason: row.text('reason'),
    actor: { id: row.text('actor_id'), name: row.text('actor_name') },
    at: row.text('at'),
  };
}

export function fileOf(row: Row): FileEntry {
  return {
    document: row.text('document'),
    name: row.text('name'),
    revision: row.integer('revision'),
    sha256: row.text('sha256'),
    size: row.integer('size'),
    createdAt: row.text('created_at'),
  };
}

export function isLanguage(text: string): text is Language {
  return languages.some((language) => language === text);
}

function changeOf(row: Row): StatusChange {
  const kind = row.word('kind', isChangeKind);
  if (kind === 'replace') return { kind, by: row.text('replaced_by') };
  return kind === 'extend' ? { kind, validUntil: row.text('valid_until') } : { kind };
}

function isChangeKind(text: string): text is StatusChange['kind'] {
  return ['revoke', 'reinstate', 'replace', 'extend'].includes(text);
}
