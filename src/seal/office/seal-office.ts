import { strToU8, unzipSync, zipSync } from 'fflate';
import { setEntryTimes, UnexpectedArchiveError } from '../../render/docx/zip-times.ts';
import { AlreadySealedError } from '../already-sealed.ts';
import { type EmbeddedRecord, recordBytes } from '../embedded-record.ts';
import { hasRecord, recordPart } from './record-part.ts';
import { zipEntries, zipOf } from './zip-directory.ts';

export interface OfficeSealOptions {
  /** Stated as the time of the new parts, in UTC. */
  readonly createdAt: Date;
}

const contentTypes = '[Content_Types].xml';
/** Relationships of the main part, which leads to the record. */
const relationships = { docx: 'word/_rels/document.xml.rels', xlsx: 'xl/_rels/workbook.xml.rels' };

/**
 * Seals a DOCX that `renderDocx` made: the record as a custom XML part. All other entries stay as they are, byte for
 * byte; the same arguments give the same bytes.
 *
 * @throws AlreadySealedError; UnexpectedArchiveError; InvalidRecordError where the record could not be read back
 */
export function sealDocx(docx: Uint8Array, record: EmbeddedRecord, options: OfficeSealOptions): Uint8Array {
  return sealOffice(docx, relationships.docx, record, options);
}

/**
 * Seals an XLSX that `renderXlsx` made, as `sealDocx` does.
 *
 * @throws AlreadySealedError; UnexpectedArchiveError; InvalidRecordError where the record could not be read back
 */
export function sealXlsx(xlsx: Uint8Array, record: EmbeddedRecord, options: OfficeSealOptions): Uint8Array {
  return sealOffice(xlsx, relationships.xlsx, record, options);
}

function sealOffice(
  archive: Uint8Array,
  relationshipsPath: string,
  record: EmbeddedRecord,
  { createdAt }: OfficeSealOptions,
): Uint8Array {
  const entries = zipEntries(archive);
  const lists = unzipSync(archive, { filter: ({ name }) => name === contentTypes || name === relationshipsPath });
  const related = textOf(lists, relationshipsPath);
  if (hasRecord(related)) throw new AlreadySealedError('the file carries a record already');
  const part = recordPart(new TextDecoder().decode(recordBytes(record)), freeNumber(entries.map(({ name }) => name)));
  const sealed = packed(
    {
      [contentTypes]: withLast(textOf(lists, contentTypes), part.contentType, '</Types>'),
      [relationshipsPath]: withLast(related, part.relationship, '</Relationships>'),
      ...part.files,
    },
    createdAt,
  );
  const replacements = new Map(zipEntries(sealed).map((entry) => [entry.name, entry]));
  const kept = entries.map((entry) => {
    const replacement = replacements.get(entry.name);
    replacements.delete(entry.name);
    return replacement ?? entry;
  });
  return zipOf([...kept, ...replacements.values()]);
}

/** An archive of these parts. */
function packed(parts: Readonly<Record<string, string>>, time: Date): Uint8Array {
  const files = Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]));
  // fflate would write the time of day, and a given time in the zone of the machine.
  const archive = zipSync(files, { level: 9, mtime: new Date(2000, 0, 1) });
  setEntryTimes(archive, time);
  return archive;
}

function textOf(parts: Readonly<Record<string, Uint8Array>>, path: string): string {
  const part = parts[path];
  if (part === undefined) throw new UnexpectedArchiveError(`the file has no ${path}`);
  return new TextDecoder().decode(part);
}

function withLast(list: string, item: string, end: string): string {
  const at = list.lastIndexOf(end);
  if (at < 0) throw new UnexpectedArchiveError(`${end} is missing`);
  return list.slice(0, at) + item + list.slice(at);
}

/** The first number that no custom part of the package has. */
function freeNumber(paths: readonly string[]): number {
  let number = 1;
  while (paths.includes(`customXml/item${number}.xml`)) number += 1;
  return number;
}
