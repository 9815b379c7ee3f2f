/** A service without its doors and its browser: it does the batches of a folder, or of a database, until it is killed. */
import { flushCompileCache } from 'node:module';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { pino } from 'pino';
import { openBatches } from '../../src/batches/open-batches.ts';
import { Composer } from '../../src/compose/composer.ts';
import { readConfiguration } from '../../src/config.ts';
import { Drafts } from '../../src/drafts/drafts.ts';
import { Catalogue, loadCommonDefinitions, loadForm, projectFolders } from '../../src/forms/catalogue.ts';
import { Validator } from '../../src/forms/validation.ts';
import { type FileSource, IssuedFiles } from '../../src/issuing/issued-files.ts';
import { Issuing } from '../../src/issuing/issuing.ts';
import { openRegistry } from '../../src/registry/open-registry.ts';
import { Renderers } from '../../src/render/renderers.ts';
import { Seals } from '../../src/signature/seal/seals.ts';
import { KeyStore } from '../../src/trust/keys/key-store.ts';
import { orderOf, rowOf } from './marked-rows.ts';

const [dataFolder = '', databaseUrl = ''] = process.argv.slice(2);
/** Milliseconds that a page takes. */
const pageTime = 20;

class OnePage extends IssuedFiles {
  #page: Promise<unknown> = Promise.resolve();

  /** One after another, as pages of a browser are printed. */
  override async make(name: string, { record }: FileSource): Promise<Uint8Array> {
    this.#page = this.#page.then(() => wait(pageTime));
    await this.#page;
    process.send?.({ made: record.number });
    return Buffer.from(`${name} of ${record.number}`);
  }
}

const now = () => new Date();
const log = pino({ level: 'silent' });
const configuration = readConfiguration({ NYSAN_DATA_DIR: dataFolder, DATABASE_URL: databaseUrl });
const form = loadForm('industrial-certificate', projectFolders, loadCommonDefinitions(projectFolders.schemas));
const catalogue = new Catalogue([form]);
const validator = new Validator();
const composer = new Composer(catalogue);
const renderers = new Renderers({ print: () => Promise.reject(new Error('nothing is printed here')) });
const registry = await openRegistry({
  dataFolder,
  databaseUrl: configuration.databaseUrl,
  leaseSeconds: 3,
});
const publicUrl = 'https://nysan.example.kz';
const parts = { catalogue, validator, composer, renderers, registry, publicUrl, now };
const files = new OnePage(parts);
const keys = KeyStore.open(`${dataFolder}/keys`, now);
const issuing = new Issuing({ ...parts, files, keys, seals: new Seals(new Map()), addressIsLocal: false });
const drafts = new Drafts(parts);
const batches = openBatches(
  configuration,
  { catalogue, drafts, now },
  { registry, issuing },
  {
    adopts: true,
    log,
    // The shortest that there is.
    silence: 10,
  },
);
await batches.start();
process.on('message', (rowCount: number) => {
  const arrival = { claim: () => null, respond: () => ({ status: 202, body: {} }) };
  const rows = Array.from({ length: rowCount }, (_, at) => ({ number: null, data: rowOf(at + 1), failure: null }));
  void batches.receive(orderOf(), Readable.from(rows), arrival).then((outcome) => {
    process.send?.(outcome.kind === 'accepted' ? { batch: outcome.batch.id } : outcome.kind);
  });
});
// The next one need not compile what this one has; a killed process would leave nothing.
flushCompileCache();
process.send?.('working');
process.once('disconnect', () => process.exit(0));
