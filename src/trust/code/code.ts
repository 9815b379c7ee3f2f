import { decodeBase32, encodeBase32 } from '../base32.ts';
import type { SigningKey } from '../keys/key.ts';
import { signatureOver } from '../signature.ts';
import { type CodeFacts, CodeFactsError } from './facts.ts';
import { codeLength, factBytes, factsLength, factsOf } from './layout.ts';

/** A code taken apart; whether the signature holds is another question (check.ts). */
export interface ReadCode {
  readonly facts: CodeFacts;
  /** The 38 bytes that the signature is over. */
  readonly signed: Uint8Array;
  /** 64 bytes. */
  readonly signature: Uint8Array;
}

const codePattern = /^[A-Za-z2-7]{164}$/;

/**
 * The 102 bytes of a verification code. Take the instant of issue first and the key after it: then no rotation can
 * come between them and leave the day of issue outside the key's validity.
 *
 * @throws CodeFactsError when a fact fits into no code, `keyId` names another key or the key is younger than the day
 */
export function signCode(facts: CodeFacts, key: SigningKey): Uint8Array {
  if (facts.keyId !== key.kid) throw new CodeFactsError('keyId', `${key.kid}, the number of the key that signs`);
  if (facts.issueDay < key.firstDay) throw new CodeFactsError('issueDay', `${key.firstDay} or later for this key`);
  const signed = factBytes(facts);
  return Uint8Array.from([...signed, ...signatureOver('NYSAN-CODE-1', signed, key.privateKey)]);
}

/** The 164 upper-case characters of a code. */
export function codeText(bytes: Uint8Array): string {
  return encodeBase32(bytes);
}

/** The parts of a code in any case of letters; null for every text that cannot be one. Never throws. */
export function readCode(text: string): ReadCode | null {
  // Only ASCII letters change case: elsewhere upper case turns strangers (ı, ſ) into letters of the alphabet.
  if (!codePattern.test(text)) return null;
  const bytes = decodeBase32(text.toUpperCase());
  if (bytes?.length !== codeLength) return null;
  const signed = bytes.slice(0, factsLength);
  const facts = factsOf(signed);
  return facts === null ? null : { facts, signed, signature: bytes.slice(factsLength) };
}
