import { decodeBase32, encodeBase32 } from '../../src/trust/base32.ts';

/** Whole numbers below a limit, the same ones for the same seed (mulberry32). */
export type Dice = (limit: number) => number;

export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** Among them letters that upper-casing, NFKC or a careless reader turns into letters of the alphabet. */
const strangers = ['0', '1', '8', '9', '=', ' ', '\n', '\0', '-', '%', 'ı', 'ſ', 'K', 'ﬀ', 'А', 'Ａ', '😀', '\ud800'];
const groupOrder = 2n ** 252n + 27742317777372353535851937790883648493n;

type Mutation = (code: string, dice: Dice, others: readonly string[]) => string;

const mutations: Readonly<Record<string, Mutation>> = {
  'bits turned': (code, dice) =>
    changedBytes(code, (bytes) => {
      for (let times = 1 + dice(3); times > 0; times -= 1) turnBit(bytes, dice(bytes.length * 8));
    }),
  'bytes changed': (code, dice) =>
    changedBytes(code, (bytes) => {
      bytes[dice(bytes.length)] = dice(256);
    }),
  'characters swapped': (code, dice) => {
    const characters = Array.from(code);
    const [one, other] = [dice(code.length), dice(code.length)];
    [characters[one], characters[other]] = [code.charAt(other), code.charAt(one)];
    return characters.join('');
  },
  'a character of the alphabet': (code, dice) => replaced(code, dice(code.length), alphabet.charAt(dice(32))),
  'a stranger': (code, dice) => replaced(code, dice(code.length), strangers[dice(strangers.length)] ?? ''),
  'the last character': (code, dice) => replaced(code, code.length - 1, alphabet.charAt(dice(32))),
  truncated: (code, dice) => code.slice(0, dice(code.length)),
  beheaded: (code, dice) => code.slice(1 + dice(code.length - 1)),
  'characters appended': (code, dice) => code + tail(dice),
  'characters in front': (code, dice) => tail(dice) + code,
  'a character left out': (code, dice) => replaced(code, dice(code.length), ''),
  'in any case, with a bit turned': (code, dice) =>
    anyCase(
      changedBytes(code, (bytes) => {
        turnBit(bytes, dice(bytes.length * 8));
      }),
      dice,
    ),
  'facts of one, signature of another': (code, dice, others) => {
    const other = decodeBase32(others[dice(others.length)] ?? '') ?? new Uint8Array();
    return changedBytes(code, (bytes) => {
      bytes.set(other.slice(38), 38);
    });
  },
  'the order of the group added to S': (code) => changedBytes(code, addGroupOrder),
  'random bytes': (_code, dice) => encodeBase32(Uint8Array.from({ length: 102 }, () => dice(256))),
  'random bytes behind a genuine head': (code, dice) =>
    changedBytes(code, (bytes) => {
      for (let at = 3 + dice(60); at < bytes.length; at += 1) bytes[at] = dice(256);
    }),
  'random characters': (_code, dice) =>
    Array.from({ length: dice(400) }, () => String.fromCharCode(dice(0x10000))).join(''),
};

export const mutationNames: readonly string[] = Object.keys(mutations);

/** A text that is not one of the genuine codes in any case of letters, and how it came about. */
export function mutated(codes: readonly string[], dice: Dice): { readonly how: string; readonly text: string } {
  for (;;) {
    const how = mutationNames[dice(mutationNames.length)] ?? '';
    const text = mutations[how]?.(codes[dice(codes.length)] ?? '', dice, codes) ?? '';
    if (!codes.includes(asciiUpperCase(text))) return { how, text };
  }
}

/** The same code in letters of any case. */
export function anyCase(code: string, dice: Dice): string {
  return Array.from(code, (character) => (dice(2) === 0 ? character : character.toLowerCase())).join('');
}

function asciiUpperCase(text: string): string {
  return text.replaceAll(/[a-z]/g, (letter) => letter.toUpperCase());
}

function changedBytes(code: string, change: (bytes: Uint8Array) => void): string {
  const bytes = decodeBase32(code) ?? new Uint8Array();
  change(bytes);
  return encodeBase32(bytes);
}

function turnBit(bytes: Uint8Array, bit: number): void {
  const at = Math.floor(bit / 8);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << (bit % 8));
}

function replaced(code: string, at: number, character: string): string {
  return code.slice(0, at) + character + code.slice(at + 1);
}

function tail(dice: Dice): string {
  const characters = [...strangers, ...Array.from(alphabet)];
  return Array.from({ length: 1 + dice(8) }, () => characters[dice(characters.length)] ?? '').join('');
}

/** S is the second half of the signature, little-endian: the same point, another spelling that RFC 8032 refuses. */
function addGroupOrder(bytes: Uint8Array): void {
  const read = bytes.slice(70).reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n);
  let rest = read + groupOrder;
  for (let at = 70; at < 102; at += 1) {
    bytes[at] = Number(rest % 256n);
    rest /= 256n;
  }
}
