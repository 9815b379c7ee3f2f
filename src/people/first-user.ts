import { timingSafeEqual } from 'node:crypto';
import { newShortCode, readShortCode } from '../trust/crockford.ts';

/**
 * The code that lets the first person be made: shown on the console at start, kept in memory, good until there is a
 * person. It is typed, never part of an address: addresses stay in histories and in the logs of proxies.
 */
export class FirstUserCode {
  readonly text = newShortCode();

  /** Whether this is the code, as people type it: any case, with or without the hyphen. */
  isTyped(text: string): boolean {
    const typed = readShortCode(text);
    return typed !== null && timingSafeEqual(Buffer.from(typed), Buffer.from(this.text));
  }
}
