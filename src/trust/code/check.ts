import { type KeyFault, keyFaultOn } from '../keys/key.ts';
import type { VerificationKeys } from '../keys/published.ts';
import { isSignatureOver } from '../signature.ts';
import { readCode } from './code.ts';
import type { CodeFacts } from './facts.ts';

export type ForgedReason = 'unreadable' | 'unknown-key' | 'bad-signature' | KeyFault;

/** What a code is worth by itself, without a registry. `issuer` is the id of the key's owner. */
export type CheckedCode =
  | { readonly state: 'genuine'; readonly facts: CodeFacts; readonly issuer: string }
  | { readonly state: 'forged'; readonly reason: ForgedReason };

/** Judges a code in any case of letters by the keys of the issuers. Never throws. */
export function checkCode(text: string, keys: VerificationKeys): CheckedCode {
  const code = readCode(text);
  if (code === null) return forged('unreadable');
  const key = keys.get(code.facts.keyId);
  if (key === undefined) return forged('unknown-key');
  if (!isSignatureOver('NYSAN-CODE-1', code.signed, code.signature, key.publicKey)) return forged('bad-signature');
  const fault = keyFaultOn(key, code.facts.issueDay);
  return fault === null ? { state: 'genuine', facts: code.facts, issuer: key.issuer } : forged(fault);
}

function forged(reason: ForgedReason): CheckedCode {
  return { state: 'forged', reason };
}
