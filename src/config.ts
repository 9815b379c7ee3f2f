import { join } from 'node:path';
import { type OpenidSettings, readOpenidSettings } from './openid/settings.ts';
import { withSecretFiles } from './secret-files.ts';
import { readSealSettings, readTimestampUrl, type SealSettings } from './signature/seal/settings.ts';
import { type S3Settings, readS3Settings } from './registry/files/s3/settings.ts';
import { verificationUrl } from './trust/code/verification-url.ts';
import { AllowedHosts } from './webhooks/allowed-hosts.ts';

/** Everything an operator can set, read once from the environment. */
export interface Configuration {
  readonly host: string;
  readonly port: number;
  /** Folder for everything the service writes; nodes with one database share it. */
  readonly dataFolder: string;
  /** Where the browser is unpacked, or was when the installation was made; null keeps it in the data folder. */
  readonly browserFolder: string | null;
  /** Address of the PostgreSQL database that the registry is in; null keeps it in a file of the data folder. */
  readonly databaseUrl: string | null;
  /** The store that files are kept in; null keeps them in the data folder. */
  readonly fileStore: S3Settings | null;
  /** Hosts that webhooks may be sent to; null: nothing is sent. */
  readonly webhookHosts: AllowedHosts | null;
  /** Address that printed codes lead to; null means the local one. */
  readonly publicUrl: string | null;
  /** PNG file of the issuer's logo, printed where a form has a place for it. */
  readonly logoFile: string | null;
  /** The organisation that the installation begins with. */
  readonly issuer: {
    readonly id: string;
    readonly bin: string;
    readonly code?: string;
    readonly name: { readonly kk: string; readonly ru: string };
  };
  /** API key with every scope for first use and tests; null makes one on first start. */
  readonly bootstrapKey: string | null;
  /** Organisation seals, put on what their issuers issue. */
  readonly seals: readonly SealSettings[];
  /** Time stamping authority (RFC 3161) for those seals; null leaves them without a timestamp. */
  readonly timestampUrl: string | null;
  /** Certificates and revocation lists (a file or a folder) that signatures are checked against; null: nobody signs. */
  readonly trustAnchors: string | null;
  /** Address of the verifier of GOST signatures; null keeps them unverified. */
  readonly gostVerifier: string | null;
  /** Where people may sign in with an account that they have elsewhere; null: with login and password only. */
  readonly openid: OpenidSettings | null;
  /** Whether signature sheets print what the law says of the legal force of an electronic document. */
  readonly legalForce: boolean;
  /** Warm pages of the browser: documents printed at the same time. */
  readonly pages: number;
  /** Documents that may wait for a page before callers are told to come back. */
  readonly queueLimit: number;
  /** Milliseconds that a document may be expected to wait for a page; callers with a longer wait are told to come back. */
  readonly longestWait: number;
  /** Requests a minute that one address may send to the doors without a key. */
  readonly publicRequests: number;
  /** Reverse proxies in front: how many addresses of X-Forwarded-For are theirs. */
  readonly proxies: number;
  /** Days that a batch that is over is kept for with its rendered files. */
  readonly batchDays: number;
  /** Time limit of one document in milliseconds; a register of thousands of rows gets more, as it is longer. */
  readonly renderTimeout: number;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

/** @throws Error naming the variable that holds nonsense: a service must not start on a guess */
export function readConfiguration(given: NodeJS.ProcessEnv): Configuration {
  const environment = withSecretFiles(given);
  const number = (name: string, otherwise: number, least: number, most: number) => {
    const text = environment[name] ?? '';
    const value = text === '' ? otherwise : Number(text);
    if (!Number.isInteger(value) || value < least || value > most) {
      throw new Error(`${name} must be a whole number from ${least} to ${most}`);
    }
    return value;
  };
  const text = (name: string) => (environment[name] === '' ? undefined : environment[name]);
  const publicUrl = text('NYSAN_PUBLIC_URL') ?? null;
  // An address that no code can carry is told now, not with the first document.
  if (publicUrl !== null) verificationUrl(publicUrl, new Uint8Array());
  const bootstrapKey = text('NYSAN_BOOTSTRAP_KEY') ?? null;
  if (bootstrapKey !== null && !/^[\x21-\x7e]{8,200}$/.test(bootstrapKey)) {
    throw new Error('NYSAN_BOOTSTRAP_KEY must be 8 to 200 visible ASCII characters');
  }
  const level = text('NYSAN_LOG_LEVEL') ?? 'info';
  const logLevel = logLevels.find((candidate) => candidate === level);
  if (logLevel === undefined) throw new Error(`NYSAN_LOG_LEVEL must be one of ${logLevels.join(', ')}`);
  const issuer = readIssuer(text);
  return {
    host: text('NYSAN_HOST') ?? '127.0.0.1',
    port: number('NYSAN_PORT', 8080, 0, 65_535),
    dataFolder: text('NYSAN_DATA_DIR') ?? './data',
    browserFolder: text('NYSAN_BROWSER_DIR') ?? null,
    databaseUrl: readDatabaseAddress(text('DATABASE_URL')),
    fileStore: readS3Settings(text),
    webhookHosts: AllowedHosts.read(text('NYSAN_WEBHOOK_HOSTS')),
    publicUrl,
    logoFile: text('NYSAN_LOGO') ?? null,
    bootstrapKey,
    issuer,
    seals: readSealSettings(environment, issuer.id),
    timestampUrl: readTimestampUrl(text('NYSAN_TSA_URL')),
    trustAnchors: text('NYSAN_TRUST_ANCHORS') ?? null,
    gostVerifier: readVerifierAddress(text('NYSAN_GOST_VERIFIER')),
    openid: readOpenidSettings(text, publicUrl),
    legalForce: readSwitch('NYSAN_LEGAL_FORCE', text('NYSAN_LEGAL_FORCE')),
    pages: number('NYSAN_PAGES', 4, 1, 32),
    queueLimit: number('NYSAN_QUEUE_LIMIT', 200, 1, 100_000),
    longestWait: number('NYSAN_LONGEST_WAIT', 1_000, 100, 600_000),
    publicRequests: number('NYSAN_PUBLIC_REQUESTS', 120, 1, 1_000_000),
    proxies: number('NYSAN_PROXIES', 0, 0, 10),
    batchDays: number('NYSAN_BATCH_DAYS', 30, 1, 3650),
    renderTimeout: number('NYSAN_RENDER_TIMEOUT', 30_000, 100, 600_000),
    logLevel,
  };
}

function readSwitch(name: string, text: string | undefined): boolean {
  if (text === undefined || text === 'off') return false;
  if (text === 'on') return true;
  throw new Error(`${name} must be on or off`);
}

/** The address is not in the message: it may hold a password. */
function readDatabaseAddress(text: string | undefined): string | null {
  if (text === undefined) return null;
  const protocol = URL.parse(text)?.protocol;
  if (protocol !== 'postgres:' && protocol !== 'postgresql:')
    throw new Error('DATABASE_URL must begin with postgres://');
  return text;
}

function readVerifierAddress(text: string | undefined): string | null {
  if (text === undefined) return null;
  const protocol = URL.parse(text)?.protocol;
  if (protocol !== 'http:' && protocol !== 'https:') throw new Error('NYSAN_GOST_VERIFIER must be an HTTP address');
  return text;
}

/** Without settings it is an organisation that nobody could mistake for a real one. */
function readIssuer(text: (name: string) => string | undefined): Configuration['issuer'] {
  const id = text('NYSAN_ISSUER_ID') ?? 'main';
  const bin = text('NYSAN_ISSUER_BIN') ?? '000000000000';
  const code = text('NYSAN_ISSUER_CODE');
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(id)) throw new Error('NYSAN_ISSUER_ID must be small letters, digits and hyphens');
  if (!/^\d{12}$/.test(bin)) throw new Error('NYSAN_ISSUER_BIN must be 12 digits');
  if (code !== undefined && !/^[0-9A-Z]{1,6}$/.test(code)) {
    throw new Error('NYSAN_ISSUER_CODE must be 1 to 6 digits or capital letters');
  }
  return {
    id,
    bin,
    ...(code === undefined ? {} : { code }),
    name: {
      kk: text('NYSAN_ISSUER_NAME_KK') ?? 'Баптаулары берілмеген орган',
      ru: text('NYSAN_ISSUER_NAME_RU') ?? 'Орган, не заданный в настройках',
    },
  };
}

/** Where the unpacked browser is kept. */
export function browserFolder(configuration: Configuration): string {
  return configuration.browserFolder ?? join(configuration.dataFolder, 'browser');
}
