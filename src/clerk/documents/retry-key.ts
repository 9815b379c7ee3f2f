/** An Idempotency-Key; made by hand, as `randomUUID` is there on secure origins only. */
export function retryKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
