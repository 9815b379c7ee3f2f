import type { KeyObject } from 'node:crypto';

/** A private key that may sign now. */
export interface SigningKey {
  readonly kid: number;
  /** Id of the issuer. */
  readonly issuer: string;
  /** First day in Almaty that it may sign for (ISO 8601 date). */
  readonly firstDay: string;
  readonly privateKey: KeyObject;
}

/** A public key with the days in Almaty (ISO 8601 dates) that its signatures are good for. */
export interface VerificationKey {
  readonly kid: number;
  /** Id of the issuer. */
  readonly issuer: string;
  readonly publicKey: KeyObject;
  readonly firstDay: string;
  /** The last day it signed; null while it is in use. */
  readonly lastDay: string | null;
  /** From this day on anyone may have signed; null when the key was never stolen. */
  readonly compromisedDay: string | null;
}

export type KeyFault = 'key-compromised' | 'outside-key-validity';

/** Why a signature dated this day in Almaty is worth nothing although it is the key's; null when it holds. */
export function keyFaultOn(key: VerificationKey, day: string): KeyFault | null {
  if (key.compromisedDay !== null && day >= key.compromisedDay) return 'key-compromised';
  if (day < key.firstDay || (key.lastDay !== null && day > key.lastDay)) return 'outside-key-validity';
  return null;
}
