import type { Language, OfficialDocument } from '../compose/document.ts';
import { Stopwatch } from '../drafts/stopwatch.ts';
import { zipSync, type Zippable } from 'fflate';
import { type Catalogue, isLanguage } from '../forms/catalogue.ts';
import type { Actor, Issuer } from '../registry/issuer.ts';
import type { DocumentRecord, FileEntry } from '../registry/record.ts';
import type { Registry } from '../registry/registry.ts';
import type { Payload, Trees } from '../registry/reservation.ts';
import { type Format, isFormat } from '../render/formats.ts';
import type { Renderers } from '../render/renderers.ts';
import type { EmbeddedRecord } from '../seal/embedded-record.ts';
import { sealFile } from '../seal/seal-file.ts';
import { decodeBase32 } from '../trust/base32.ts';
import { verificationUrl } from '../trust/code/verification-url.ts';
import { filesOf } from './document-view.ts';
import { printedPayload } from './content.ts';
import { signatoriesOf } from '../render/signatories.ts';

/** Archives carry no time of their own: the first one that their format knows. */
const zipTime = new Date(1980, 0, 1);

/** All that a file of an issued document is made from; nothing of it changes after issue. */
export interface FileSource {
  readonly record: DocumentRecord;
  /** Printed data only: it travels inside the file. */
  readonly payload: Payload;
  readonly trees: Trees;
  readonly issuer: Issuer;
  /** Of a batch: printed when nobody waits at a screen. */
  readonly background?: boolean;
  /** Times the steps of making the file. */
  readonly stopwatch?: Stopwatch;
}

export interface IssuedFile {
  readonly entry: FileEntry;
  readonly bytes: Uint8Array;
}

/** Files of issued documents: the master at issue, the others when first asked for, each once for ever. */
export class IssuedFiles {
  readonly #catalogue: Catalogue;
  readonly #registry: Registry;
  readonly #renderers: Renderers;
  readonly #publicUrl: string;

  constructor(parts: { catalogue: Catalogue; registry: Registry; renderers: Renderers; publicUrl: string }) {
    this.#catalogue = parts.catalogue;
    this.#registry = parts.registry;
    this.#renderers = parts.renderers;
    this.#publicUrl = parts.publicUrl;
  }

  /** Renders and seals a file from the stored trees: the same source gives the same bytes. */
  async make(name: string, source: FileSource): Promise<Uint8Array> {
    const { edition, format } = partsOf(name, source.record);
    const languages = edition.split('-').filter(isLanguage);
    const documents = languages.flatMap((language) => source.trees[language] ?? []);
    if (format !== 'zip') return this.#sealed(documents, format, source);
    const files: Zippable = {};
    for (const [index, part] of partsOfBundle(languages, source.trees).entries()) {
      files[`${index + 1}-${joined(part).form}.pdf`] = await this.#sealed(part, 'pdf', source);
    }
    return zipSync(files, { mtime: zipTime });
  }

  /** The documents as one, in their order. */
  async #sealed(
    documents: readonly OfficialDocument[],
    format: Format,
    { record, payload, issuer, background = false, stopwatch = new Stopwatch() }: FileSource,
  ): Promise<Uint8Array> {
    const code = decodeBase32(record.codeText);
    if (code === null) throw new Error(`document ${record.id} has an unreadable code`);
    const document = joined(documents);
    const bytes = await this.#renderers.render(document, format, {
      createdAt: new Date(record.issuedAt),
      fillable: false,
      background,
      stopwatch,
      verification: {
        url: verificationUrl(this.#publicUrl, code),
        number: record.number,
        shortCode: record.shortCode,
      },
      signatories: signatoriesOf(this.#catalogue, documents),
    });
    return stopwatch.measure('seal', () =>
      sealFile(format, bytes, embeddedRecord(record, payload, issuer), titlesOf(document)),
    );
  }

  /** The last revision of a file, made now if nobody asked before; null when there is no such file, or not any more. */
  async file(
    record: DocumentRecord,
    issuer: Issuer,
    name: string,
    actor: Actor,
    stopwatch: Stopwatch = new Stopwatch(),
  ): Promise<IssuedFile | null> {
    const kept = await this.#registry.file(record.id, name);
    if (kept !== null) return kept;
    if (!isFileName(name, record) || record.purgedAt !== null) return null;
    const [payload, trees] = [await this.#registry.payload(record.id), await this.#registry.trees(record.id)];
    if (payload === null || trees === null) return null;
    const source = { record, payload: printedPayload(payload, trees), trees, issuer, stopwatch };
    const bytes = await this.make(name, source);
    return stopwatch.measure('store', async () => {
      const { entry, added } = await this.#registry.addFile(record.id, { name, bytes }, 1, actor);
      // Somebody else may have made it at the same time: the first one stays.
      return added ? { entry, bytes } : this.#registry.file(record.id, name);
    });
  }
}

/** The record that every file of a document carries. */
export function embeddedRecord(record: DocumentRecord, printed: Payload, issuer: Issuer): EmbeddedRecord {
  return {
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
    data: printed.data,
    derived: printed.derived,
  };
}

function isFileName(name: string, record: DocumentRecord): boolean {
  return filesOf(record).includes(name);
}

function partsOf(name: string, record: DocumentRecord): { edition: string; format: Format | 'zip' } {
  const [edition = '', format = ''] = name.split('.');
  const known = format === 'zip' || isFormat(format);
  if (!isFileName(name, record) || !known) throw new Error(`document ${record.id} has no file ${name}`);
  return { edition, format };
}

/** The parts of a bundle one by one, each in all the languages of the edition. */
function partsOfBundle(languages: readonly Language[], trees: Trees): OfficialDocument[][] {
  const count = trees[languages[0] ?? 'kk']?.length ?? 0;
  return Array.from({ length: count }, (_, index) =>
    languages.flatMap((language) => trees[language]?.slice(index, index + 1) ?? []),
  );
}

function titlesOf(document: OfficialDocument): Partial<Record<Language, string>> {
  return Object.fromEntries(document.versions.map(({ language, title }) => [language, title]));
}

function joined(documents: readonly OfficialDocument[]): OfficialDocument {
  const [first] = documents;
  if (first === undefined) throw new Error('a document without a language');
  return { ...first, versions: documents.flatMap((document) => document.versions) };
}
