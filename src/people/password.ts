import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** Fewer characters are guessed, more are pasted by mistake. */
export const passwordLength = { least: 10, most: 200 } as const;

/** Why a text cannot be a password; null when it can. */
export function passwordFault(password: string): 'short' | 'long' | null {
  const { length } = Array.from(password);
  if (length < passwordLength.least || password.trim() === '') return 'short';
  return length > passwordLength.most ? 'long' : null;
}

/** Cost of one guess: 32 MiB and some 200 ms; N is 2 to the power `ln`. */
interface Cost {
  readonly ln: number;
  readonly r: number;
  readonly p: number;
}

const presentCost: Cost = { ln: 15, r: 8, p: 3 };
const saltBytes = 16;
const keyBytes = 32;

/** What is kept of a password, with its cost, so that a later version may raise it: `$scrypt$ln=15,r=8,p=3$salt$key`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  return spelled(presentCost, salt, await derived(password, salt, presentCost));
}

/** A hash that no password has: whoever guesses at a login that nobody has waits as long as with one. */
const nobodysHash = spelled(presentCost, randomBytes(saltBytes), randomBytes(keyBytes));

/**
 * Whether the password is the one behind the hash, compared in constant time.
 * @param hash null for nobody: the answer is no, and takes as long
 * @throws Error when the text is no hash
 */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const { cost, salt, key } = read(hash ?? nobodysHash);
  return timingSafeEqual(await derived(password, salt, cost), key) && hash !== null;
}

const scryptKey = promisify<string, Uint8Array, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(
  scrypt,
);

/** One at a time: each takes 32 MiB, and threads that also read files. */
let last: Promise<unknown> = Promise.resolve();

function derived(password: string, salt: Uint8Array, { ln, r, p }: Cost): Promise<Buffer> {
  const N = 2 ** ln;
  // The same letters typed on another system may be composed otherwise.
  const text = password.normalize('NFKC');
  const work = last.then(() => scryptKey(text, salt, keyBytes, { N, r, p, maxmem: 256 * N * r }));
  last = work.catch(() => undefined);
  return work;
}

function spelled({ ln, r, p }: Cost, salt: Uint8Array, key: Uint8Array): string {
  const texts = [salt, key].map((bytes) => Buffer.from(bytes).toString('base64url'));
  return `$scrypt$ln=${ln},r=${r},p=${p}$${texts.join('$')}`;
}

const spelling = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/;

function read(hash: string): { cost: Cost; salt: Buffer; key: Buffer } {
  const [, ln, r, p, salt = '', key = ''] = spelling.exec(hash) ?? [];
  if (ln === undefined) throw new Error('what is kept of a password cannot be read');
  return {
    cost: { ln: Number(ln), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, 'base64url'),
    key: Buffer.from(key, 'base64url'),
  };
}
