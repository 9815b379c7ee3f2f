import { readFile } from 'node:fs/promises';
import type { Language, OfficialDocument } from '../compose/document.ts';
import { readConfiguration } from '../config.ts';
import { openPress, type Press } from '../core.ts';
import { isJsonArray, isJsonObject, type JsonObject } from '../forms/json.ts';
import { localAddress } from '../issuing/office.ts';
import { signatoriesOf } from '../render/signatories.ts';
import { openLog } from '../observe/log.ts';
import { isFormat } from '../render/formats.ts';
import type { EmbeddedRecord } from '../seal/embedded-record.ts';
import { readEmbedded } from '../seal/read-embedded.ts';
import { decodeBase32 } from '../trust/base32.ts';
import { verificationUrl } from '../trust/code/verification-url.ts';
import { writeOutput } from './data.ts';
import { readLanguages } from './render.ts';
import { onlyWord, readWords, UsageError } from './usage.ts';

/**
 * Renders an issued file again from what it carries inside, code included: the bytes are those of the first revision
 * before it was sealed, as long as forms and NYSAN_PUBLIC_URL are the same.
 */
export async function reprint(words: readonly string[]): Promise<number> {
  const { values, positionals } = readWords(words, {
    language: { type: 'string', default: 'kk' },
    format: { type: 'string', default: 'pdf' },
    out: { type: 'string' },
  });
  const { out, format } = values;
  if (out === undefined) throw new UsageError('--out FILE|- says where the document goes');
  if (!isFormat(format) || format === 'html') throw new UsageError('--format takes pdf, docx, xlsx');
  const languages = readLanguages(values.language);
  const read = await readEmbedded(await readFile(onlyWord(positionals, 'FILE')));
  if ('reason' in read) {
    process.stderr.write(`${read.reason}\n`);
    return 1;
  }
  const { record } = read;
  const code = decodeBase32(record.code);
  if (code === null) throw new UsageError('the file carries no code');
  const configuration = { ...readConfiguration(process.env), pages: 1, logLevel: 'warn' as const };
  const press = await openPress(configuration, openLog(configuration));
  try {
    const documents = documentsOf(record, languages, press);
    const bytes = await press.renderers.render(joined(documents), format, {
      createdAt: new Date(record.issuedAt),
      fillable: false,
      verification: {
        url: verificationUrl(configuration.publicUrl ?? localAddress(configuration), code),
        number: record.number,
        shortCode: record.shortCode,
      },
      signatories: signatoriesOf(press.catalogue, documents),
    });
    await writeOutput(out, bytes);
    return 0;
  } finally {
    await press.close();
  }
}

function documentsOf(record: EmbeddedRecord, languages: readonly Language[], press: Press): OfficialDocument[] {
  return languages.flatMap((language) =>
    partsOf(record).map(
      ({ form, data }) =>
        press.composer.compose(press.catalogue.get(form), { languages: [language], payload: data, issued: true })
          .document,
    ),
  );
}

function joined(documents: readonly OfficialDocument[]): OfficialDocument {
  const [first] = documents;
  if (first === undefined) throw new UsageError('the file carries no form');
  return { ...first, versions: documents.flatMap((document) => document.versions) };
}

/** The forms of a record: one, or those of a bundle. */
function partsOf({ form, data }: EmbeddedRecord): { form: string; data: JsonObject }[] {
  const { parts } = data;
  if (!isJsonArray(parts)) return [{ form, data }];
  return parts.flatMap((part) =>
    isJsonObject(part) && typeof part['form'] === 'string' && isJsonObject(part['data'])
      ? [{ form: part['form'], data: part['data'] }]
      : [],
  );
}
