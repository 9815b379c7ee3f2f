import { readConfiguration } from '../config.ts';
import { keysFolder, operator } from '../issuing/office.ts';
import type { SigningKeyChange } from '../registry/registry.ts';
import type { KeyRecord } from '../trust/keys/key-list.ts';
import { KeyStore } from '../trust/keys/key-store.ts';
import { readPrivateKeyFile } from '../trust/keys/private-key.ts';
import { readInstant } from '../trust/instant.ts';
import { withRegistry } from './records.ts';
import { readScopes } from './scopes.ts';
import { readWords, UsageError } from './usage.ts';

/** Signing keys: `list`, `new`, `rotate`, `import FILE`, `retire KID`, `compromised KID --from INSTANT`. */
export async function keys(words: readonly string[]): Promise<number> {
  const { values, positionals } = readWords(words, { issuer: { type: 'string' }, from: { type: 'string' } });
  const [action = '', argument] = positionals;
  const configuration = readConfiguration(process.env);
  const store = KeyStore.open(keysFolder(configuration));
  if (action === 'list') {
    show(store.publicKeys());
    return 0;
  }
  const done = changeKey(store, action, {
    argument,
    from: values.from,
    issuer: values.issuer ?? configuration.issuer.id,
  });
  await withRegistry((registry) =>
    registry.noteSigningKey({ issuer: done.record.issuer, kid: done.record.kid, change: done.change }, operator),
  );
  show(done.record);
  return 0;
}

interface KeyChange {
  readonly record: KeyRecord;
  readonly change: SigningKeyChange['change'];
}

function changeKey(
  store: KeyStore,
  action: string,
  given: { readonly argument: string | undefined; readonly from: string | undefined; readonly issuer: string },
): KeyChange {
  switch (action) {
    case 'new':
    case 'rotate':
      return { record: store.rotate(given.issuer), change: 'added' };
    case 'import':
      if (given.argument === undefined) throw new UsageError('nysan keys import FILE');
      return { record: store.importKey(given.issuer, readPrivateKeyFile(given.argument)), change: 'added' };
    case 'retire':
      return { record: store.retire(kidOf(given.argument)), change: 'retired' };
    case 'compromised': {
      const from = readInstant(given.from ?? '');
      if (from === null) throw new UsageError('--from takes an instant: 2026-11-20T08:30:00Z');
      return { record: store.markCompromised(kidOf(given.argument), from), change: 'compromised' };
    }
    default:
      throw new UsageError(
        'nysan keys list | new | rotate | import FILE | retire KID | compromised KID --from INSTANT',
      );
  }
}

function show(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** API keys: `new --scope render,issue --name NAME`, `list`, `revoke ID`. */
export async function apiKey(words: readonly string[]): Promise<number> {
  const { values, positionals } = readWords(words, {
    issuer: { type: 'string' },
    name: { type: 'string', default: 'key' },
    scope: { type: 'string', default: 'render' },
  });
  const [action, id] = positionals;
  return withRegistry(async (registry, configuration) => {
    const issuer = values.issuer ?? configuration.issuer.id;
    if (action === 'new') {
      const { key, secret } = await registry.addKey(
        { issuer, name: values.name, scopes: readScopes(values.scope) },
        operator,
      );
      process.stdout.write(`${JSON.stringify({ ...key, secret }, null, 2)}\n`);
      return 0;
    }
    if (action === 'list') {
      process.stdout.write(`${JSON.stringify(await registry.keys(values.issuer), null, 2)}\n`);
      return 0;
    }
    if (action === 'revoke' && id !== undefined) return (await registry.revokeKey(id, issuer, operator)) ? 0 : 1;
    throw new UsageError('nysan api-key new --scope … | list | revoke ID');
  });
}

/** Issuers: `add --id ID --bin BIN --name-kk … --name-ru … [--code CODE]`, `list`. */
export async function issuers(words: readonly string[]): Promise<number> {
  const { values, positionals } = readWords(words, {
    id: { type: 'string' },
    bin: { type: 'string' },
    code: { type: 'string' },
    'name-kk': { type: 'string' },
    'name-ru': { type: 'string' },
  });
  return withRegistry(async (registry) => {
    if (positionals[0] === 'list') {
      process.stdout.write(`${JSON.stringify(await registry.issuers(), null, 2)}\n`);
      return 0;
    }
    const { id, bin, code, 'name-kk': kk, 'name-ru': ru } = values;
    if (positionals[0] !== 'add' || !id || !bin || !kk || !ru) {
      throw new UsageError('nysan issuer list | add --id ID --bin BIN --name-kk … --name-ru … [--code CODE]');
    }
    await registry.addIssuer({ id, bin, name: { kk, ru }, ...(code === undefined ? {} : { code }) }, operator);
    return 0;
  });
}

function kidOf(text: string | undefined): number {
  if (text === undefined || !/^\d{1,5}$/.test(text)) throw new UsageError('KID is the number of a key');
  return Number(text);
}
