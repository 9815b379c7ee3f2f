import { readFile } from 'node:fs/promises';
import { Locales } from '../compose/locales.ts';
import { loadCatalogue } from '../forms/catalogue.ts';
import { keysFolder } from '../issuing/office.ts';
import type { EmbeddedRecord } from '../seal/embedded-record.ts';
import { readEmbedded } from '../seal/read-embedded.ts';
import { loadTrustAnchors } from '../signature/cms/trust-anchors.ts';
import { checkCode } from '../trust/code/check.ts';
import { fingerprint, fingerprintHead } from '../trust/fingerprint.ts';
import { codeOfUrl } from '../trust/code/verification-url.ts';
import { KeyStore } from '../trust/keys/key-store.ts';
import { readPublishedKeys } from '../trust/keys/published.ts';
import { checkStatusList } from '../trust/status-list.ts';
import { entryOf } from '../trust/status-list-body.ts';
import { Verifier } from '../verification/verifier.ts';
import { withRegistry } from './records.ts';
import { onlyWord, readWords, UsageError } from './usage.ts';

const codePattern = /^[A-Za-z2-7]{164}$/;

/** Checks a code, a verification address or a file; offline with published keys alone. Exit 0 when it is good. */
export async function verify(words: readonly string[]): Promise<number> {
  const { values, positionals } = readWords(words, {
    offline: { type: 'boolean', default: false },
    keys: { type: 'string' },
    status: { type: 'string' },
  });
  const subject = onlyWord(positionals, 'CODE or FILE');
  const code = codePattern.test(subject) ? subject : codeOfUrl(subject);
  if (values.offline) {
    const record = code === null ? await recordIn(subject) : null;
    return verifyOffline(code ?? record?.code ?? '', record, values.keys, values.status);
  }
  return withRegistry(async (registry, configuration) => {
    const catalogue = loadCatalogue();
    const verifier = new Verifier({
      registry,
      keys: KeyStore.open(keysFolder(configuration)),
      catalogue,
      locales: new Locales(catalogue.all()),
      publicUrl: configuration.publicUrl ?? 'http://127.0.0.1',
      anchors: configuration.trustAnchors === null ? null : await loadTrustAnchors(configuration.trustAnchors),
      now: () => new Date(),
    });
    const answer = code === null ? await verifier.file(await readGiven(subject)) : await verifier.code(code);
    process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
    return 'state' in answer && answer.state === 'valid' && !('identical' in answer && !answer.identical) ? 0 : 1;
  });
}

async function verifyOffline(
  code: string,
  record: EmbeddedRecord | null,
  keysFile: string | undefined,
  statusFile: string | undefined,
): Promise<number> {
  if (keysFile === undefined) throw new UsageError('--offline needs --keys FILE (from /.well-known/nysan-keys.json)');
  const keys = readPublishedKeys(await readJsonFile(keysFile));
  const checked = checkCode(code, keys);
  const lists = statusFile === undefined ? [] : statusLists(await readJsonFile(statusFile));
  const listed = lists
    .map((json) => checkStatusList(json, keys))
    .flatMap((one) => (one.state === 'genuine' ? [one.list] : []));
  const entry =
    checked.state === 'genuine'
      ? listed
          .filter((list) => list.issuer === checked.issuer)
          .map((list) => entryOf(list, checked.facts.documentId))
          .find((found) => found !== undefined)
      : undefined;
  const facts =
    checked.state === 'genuine'
      ? { ...checked.facts, fingerprintHead: Buffer.from(checked.facts.fingerprintHead).toString('hex') }
      : undefined;
  // What the file carries is what was signed only when its fingerprint is the one within the code.
  const content =
    record === null || facts === undefined
      ? null
      : Buffer.from(fingerprintHead(fingerprint(record))).toString('hex') === facts.fingerprintHead
        ? 'as-signed'
        : 'changed';
  process.stdout.write(`${JSON.stringify({ ...checked, facts, content, listed: entry ?? null }, null, 2)}\n`);
  return checked.state === 'genuine' && entry === undefined && content !== 'changed' ? 0 : 1;
}

/** One list, or all of /v1/status-list. */
function statusLists(json: unknown): readonly unknown[] {
  const all = typeof json === 'object' && json !== null && 'lists' in json ? json.lists : json;
  return Array.isArray(all) ? all : [all];
}

async function recordIn(file: string): Promise<EmbeddedRecord> {
  const read = await readEmbedded(await readGiven(file));
  if ('reason' in read) throw new UsageError(`${file}: ${read.reason}`);
  return read.record;
}

async function readGiven(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new UsageError(`${file} is neither a code nor a file that can be read`, { cause });
  }
}

async function readJsonFile(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new UsageError(`${file} cannot be read as JSON`, { cause });
  }
}

/** Prints what an issued file carries inside. */
export async function extract(words: readonly string[]): Promise<number> {
  const { positionals } = readWords(words, {});
  const file = onlyWord(positionals, 'FILE');
  const read = await readEmbedded(await readGiven(file));
  process.stdout.write(`${JSON.stringify('reason' in read ? read : read.record, null, 2)}\n`);
  return 'reason' in read ? 1 : 0;
}
