import type { Language, OfficialDocument } from '../compose/document.ts';
import type { Actor, Issuer } from '../registry/issuer.ts';
import type { DocumentRecord, FileEntry } from '../registry/record.ts';
import type { Registry } from '../registry/registry.ts';
import type { Payload, Trees } from '../registry/reservation.ts';
import { type Format, isFormat } from '../render/formats.ts';
import type { Renderers } from '../render/renderers.ts';
import { sealFile } from '../seal/seal-file.ts';
import { decodeBase32 } from '../trust/base32.ts';
import { verificationUrl } from '../trust/code/verification-url.ts';
import { editionsOf } from './document-view.ts';
import { printedData } from './printed-data.ts';

/** All that a file of an issued document is made from; nothing of it changes after issue. */
export interface FileSource {
  readonly record: DocumentRecord;
  /** Printed data only: it travels inside the file. */
  readonly payload: Payload;
  readonly trees: Trees;
  readonly issuer: Issuer;
}

export interface IssuedFile {
  readonly entry: FileEntry;
  readonly bytes: Uint8Array;
}

/** Files of issued documents: the master at issue, the others when first asked for, each once for ever. */
export class IssuedFiles {
  readonly #registry: Registry;
  readonly #renderers: Renderers;
  readonly #publicUrl: string;

  constructor(parts: { registry: Registry; renderers: Renderers; publicUrl: string }) {
    this.#registry = parts.registry;
    this.#renderers = parts.renderers;
    this.#publicUrl = parts.publicUrl;
  }

  /** Renders and seals a file from the stored trees: the same source gives the same bytes. */
  async make(name: string, { record, payload, trees, issuer }: FileSource): Promise<Uint8Array> {
    const { edition, format } = partsOf(name, record);
    const code = decodeBase32(record.codeText);
    if (code === null) throw new Error(`document ${record.id} has an unreadable code`);
    const createdAt = new Date(record.issuedAt);
    const document = joined(edition.split('-') as Language[], trees);
    const bytes = await this.#renderers.render(document, format, {
      createdAt,
      fillable: false,
      verification: {
        url: verificationUrl(this.#publicUrl, code),
        number: record.number,
        shortCode: record.shortCode,
      },
    });
    return sealFile(
      format,
      bytes,
      {
        format: 'nysan-payload-1',
        form: record.form,
        edition: record.edition,
        issuer: issuer.bin,
        number: record.number,
        issuedAt: record.issuedAt,
        languages: record.languages,
        documentId: record.id,
        code: record.codeText,
        shortCode: record.shortCode,
        data: payload.data,
        derived: payload.derived,
      },
      titlesOf(document),
    );
  }

  /** The last revision of a file, made now if nobody asked before; null when there is no such file, or not any more. */
  async file(record: DocumentRecord, issuer: Issuer, name: string, actor: Actor): Promise<IssuedFile | null> {
    const kept = await this.#registry.file(record.id, name);
    if (kept !== null) return kept;
    if (!isFileName(name, record) || record.purgedAt !== null) return null;
    const [payload, trees] = [await this.#registry.payload(record.id), await this.#registry.trees(record.id)];
    if (payload === null || trees === null) return null;
    const data = printedData(payload.data, Object.values(trees).flat());
    const bytes = await this.make(name, { record, payload: { ...payload, data }, trees, issuer });
    const { entry } = await this.#registry.addFile(record.id, { name, bytes }, 1, actor);
    return (await this.#registry.file(record.id, name)) ?? { entry, bytes };
  }
}

function isFileName(name: string, record: DocumentRecord): boolean {
  const [edition = '', format = '', ...rest] = name.split('.');
  return rest.length === 0 && editionsOf(record.languages).includes(edition) && isFormat(format) && format !== 'html';
}

function partsOf(name: string, record: DocumentRecord): { edition: string; format: Format } {
  const [edition = '', format = ''] = name.split('.');
  if (!isFileName(name, record) || !isFormat(format)) throw new Error(`document ${record.id} has no file ${name}`);
  return { edition, format };
}

function titlesOf(document: OfficialDocument): Partial<Record<Language, string>> {
  return Object.fromEntries(document.versions.map(({ language, title }) => [language, title]));
}

/** One document of the trees of its languages, in their order. */
function joined(languages: readonly Language[], trees: Trees): OfficialDocument {
  const documents = languages.flatMap((language) => trees[language] ?? []);
  const [first] = documents;
  if (first === undefined) throw new Error('a document without a language');
  return { ...first, versions: documents.flatMap((document) => document.versions) };
}
