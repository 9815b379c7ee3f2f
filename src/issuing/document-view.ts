import { type Language, languages } from '../compose/document.ts';
import type { Json } from '../forms/json.ts';
import type { DocumentRecord, FileEntry } from '../registry/record.ts';
import { stateOf } from '../registry/status.ts';
import { formats } from '../render/formats.ts';

/**
 * A record as its issuer sees it over HTTP and on the command line.
 * @param files revisions kept so far, of each file the last one last
 */
export function documentView(
  record: DocumentRecord,
  url: string,
  files: readonly Pick<FileEntry, 'name' | 'sha256'>[],
  now: Date,
): Json {
  const all = record.purgedAt === null ? editionsOf(record.languages).flatMap(fileNames) : [];
  return {
    id: record.id,
    form: record.form,
    edition: record.edition,
    issuer: record.issuer,
    number: record.number,
    state: stateOf(record, now),
    issuedAt: record.issuedAt,
    languages: record.languages,
    masterLanguage: record.masterLanguage,
    validUntil: record.validUntil,
    presentBy: record.presentBy,
    fingerprint: record.fingerprint,
    verification: { url, code: record.codeText, shortCode: record.shortCode },
    files: all.map((name) => ({
      name,
      href: `/v1/documents/${record.id}/files/${name}`,
      sha256: files.findLast((file) => file.name === name)?.sha256 ?? null,
    })),
    replacedBy: record.replacedBy,
    purgedAt: record.purgedAt,
    warnings: record.warnings,
    events: record.events.map(({ change, reason, actor, at }) => ({ ...change, reason, actor: actor.name, at })),
  };
}

/** Editions of an issued document: each language, and both in one file where it was issued so. */
export function editionsOf(issued: readonly Language[]): string[] {
  return [...languages, ...(issued.length > 1 ? [issued.join('-')] : [])];
}

/** Files of an issued document in one language edition: every format but HTML. */
export function fileNames(edition: string): string[] {
  return formats.filter((format) => format !== 'html').map((format) => `${edition}.${format}`);
}
