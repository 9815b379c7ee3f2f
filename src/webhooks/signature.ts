import { createHmac } from 'node:crypto';

/**
 * The header that proves who sent a message and when: `t=<seconds>,v1=<hex>`, the second being HMAC-SHA256 over
 * `<seconds>.<body>` with the webhook's secret. A receiver refuses what is older than some minutes, so that nobody can
 * send it again.
 */
export function signatureHeader(secret: string, body: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}
