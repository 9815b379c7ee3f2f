import { createPrivateKey } from 'node:crypto';
import type { CodeFacts } from '../../src/trust/code/facts.ts';
import { readPublishedKeys, type PublishedKeys } from '../../src/trust/keys/published.ts';
import type { SigningKey } from '../../src/trust/keys/key.ts';

/** Keys of RFC 8032 section 7.1, tests 1 to 3: secret and public part in base64url. */
const first = {
  d: Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex').toString('base64url'),
  x: Buffer.from('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', 'hex').toString('base64url'),
};
const second = {
  d: Buffer.from('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb', 'hex').toString('base64url'),
  x: Buffer.from('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c', 'hex').toString('base64url'),
};
const third = {
  d: Buffer.from('c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7', 'hex').toString('base64url'),
  x: Buffer.from('fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025', 'hex').toString('base64url'),
};

/** Key 1 was retired on 31 March 2026, key 2 compromised from 21 June in Almaty, key 3 is in use since 1 July. */
export const publishedKeys: PublishedKeys = {
  keys: [
    published(1, second.x, '2026-01-05T04:00:00Z', '2026-03-31T18:59:59Z', null),
    published(2, third.x, '2026-03-31T18:59:59Z', '2026-07-01T04:00:00Z', '2026-06-20T19:00:00Z'),
    published(3, first.x, '2026-07-01T04:00:00Z', null, null),
  ],
};

export const keys = readPublishedKeys(publishedKeys);

export const signingKeys: Readonly<Record<1 | 2 | 3, SigningKey>> = {
  1: signing(1, second, '2026-01-05'),
  2: signing(2, third, '2026-03-31'),
  3: signing(3, first, '2026-07-01'),
};

export const facts: CodeFacts = {
  keyId: 3,
  documentId: '0123456789abcdef',
  formNumber: 101,
  issueDay: '2026-11-20',
  holderBin: '040940001235',
  fingerprintHead: Uint8Array.from({ length: 16 }, (_, index) => index * 17),
};

function published(
  kid: number,
  x: string,
  validFrom: string,
  validTo: string | null,
  compromisedFrom: string | null,
): PublishedKeys['keys'][number] {
  return { kid, issuer: 'astana-chamber', alg: 'EdDSA', crv: 'Ed25519', x, validFrom, validTo, compromisedFrom };
}

function signing(kid: number, pair: { readonly d: string; readonly x: string }, firstDay: string): SigningKey {
  const privateKey = createPrivateKey({ key: { kty: 'OKP', crv: 'Ed25519', ...pair }, format: 'jwk' });
  return { kid, issuer: 'astana-chamber', firstDay, privateKey };
}
