import { languages } from '../compose/document.ts';
import type { JsonObject } from '../forms/json.ts';
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
): JsonObject {
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
    files: filesOf(record).map((name) => ({
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

/** The one file of a document that gets signed: in the languages of issue. */
export function masterOf({ languages: issued }: Pick<DocumentRecord, 'languages'>): string {
  return `${issued.join('-')}.pdf`;
}

/**
 * Files of an issued document, none after a purge: every format but HTML for each language, and for both in one file
 * where it was issued so; of a bundle also an archive with a PDF for each part.
 */
export function filesOf(record: DocumentRecord): string[] {
  if (record.purgedAt !== null) return [];
  const issued = record.languages;
  const editions = [...languages, ...(issued.length > 1 ? [issued.join('-')] : [])];
  const endings = [...formats.filter((format) => format !== 'html'), ...(record.bundle === null ? [] : ['zip'])];
  return editions.flatMap((edition) => endings.map((ending) => `${edition}.${ending}`));
}
