import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { GostVerifier } from '../../../src/signature/cms/gost-verifier.ts';
import { httpGostVerifier } from '../../../src/signature/cms/http-gost-verifier.ts';
import { signCms } from '../../support/certificates/sign-cms.ts';
import { people, testCertificates } from '../../support/certificates/test-certificates.ts';
import { content, now, outcomeOf, testChecker } from './parts.ts';

const { headGost, personEc } = testCertificates();
const cms = signCms(content, headGost);
const certificate = { valid: true, serialNumber: '100E', revocations: [{ revoked: false, by: 'OCSP' }] };
const good = { status: 200, message: 'OK', valid: true, signers: [{ certificates: [certificate] }] };

type Answer = readonly [status: number, body: unknown];

/** A verifier behind HTTP that gives these answers in turn, and what it was asked. */
async function verifierAnswering(...answers: readonly Answer[]): Promise<{ verifier: GostVerifier; asked: unknown[] }> {
  const asked: unknown[] = [];
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const [status, body] = answers[asked.length] ?? [500, {}];
      asked.push({ path: request.url, ...(JSON.parse(Buffer.concat(pieces).toString()) as object) });
      response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  return { verifier: httpGostVerifier(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), asked };
}

async function outcomeAfter(...answers: readonly Answer[]): Promise<string> {
  const { verifier } = await verifierAnswering(...answers);
  return outcomeOf(await (await testChecker({ gostVerifier: verifier })).check({ cms, content }));
}

describe('a GOST signature', () => {
  it('stays unverified without an outside verifier, but says whose it claims to be', async () => {
    const verdict = await (await testChecker()).check({ cms, content });
    expect(verdict).toMatchObject({
      kind: 'unverified',
      reason: 'gost-verifier-missing',
      signer: { name: people.head.name, iin: people.head.iin, bin: people.head.bin },
    });
  });

  it('is verified by the outside verifier', async () => {
    const stamped = { ...good, signers: [{ certificates: [certificate], tsp: { genTime: now.getTime() } }] };
    const { verifier, asked } = await verifierAnswering([200, stamped]);
    const verdict = await (await testChecker({ gostVerifier: verifier })).check({ cms, content });
    expect(verdict).toMatchObject({
      kind: 'verified',
      signer: { name: people.head.name },
      algorithm: 'GOST',
      signedAt: now.toISOString(),
      timestamp: now.toISOString(),
      revocation: 'good',
    });
    expect(asked).toEqual([
      {
        path: '/cms/verify',
        cms: Buffer.from(cms).toString('base64'),
        data: content.toString('base64'),
        revocationCheck: ['OCSP'],
      },
    ]);
  });

  it('is refused when the outside verifier says so', async () => {
    const withCertificate = (change: object): Answer => [
      200,
      { ...good, valid: false, signers: [{ certificates: [{ ...certificate, ...change }] }] },
    ];
    expect(await outcomeAfter(withCertificate({}))).toBe('refused: signature-wrong');
    expect(await outcomeAfter(withCertificate({ valid: false, revocations: [{ revoked: true }] }))).toBe(
      'refused: revoked',
    );
    const invalid = withCertificate({ valid: false });
    expect(await outcomeAfter(invalid, invalid)).toBe('refused: chain-unknown');
    expect(await outcomeAfter([400, { status: 400, message: 'message-digest attribute value does not match' }])).toBe(
      'refused: content-differs',
    );
    expect(await outcomeAfter([400, { status: 400, message: 'no' }])).toBe('refused: signature-wrong');
  });

  it('counts as unchecked for revocation when the authority does not answer the verifier', async () => {
    const unanswered = { ...certificate, valid: false, revocations: [] };
    const first = { ...good, valid: false, signers: [{ certificates: [unanswered] }] };
    const second = { ...good, signers: [{ certificates: [{ ...certificate, revocations: [] }] }] };
    const { verifier, asked } = await verifierAnswering([200, first], [200, second]);
    const verdict = await (await testChecker({ gostVerifier: verifier })).check({ cms, content });
    expect(verdict).toMatchObject({ kind: 'verified', revocation: 'unchecked' });
    expect(asked).toMatchObject([{ revocationCheck: ['OCSP'] }, { revocationCheck: [] }]);
  });

  it.each<[string, Answer]>([
    ['fails', [503, {}]],
    ['asks for credentials', [401, {}]],
    ['answers no JSON', [200, '<html>']],
    ['answers something else', [200, { ok: true }]],
    ['answers about nobody', [200, { ...good, signers: [] }]],
    [
      'answers about another certificate',
      [200, { ...good, signers: [{ certificates: [{ ...certificate, serialNumber: '1' }] }] }],
    ],
    ['answers about several signers', [200, { ...good, signers: [...good.signers, ...good.signers] }]],
    ['answers without end', [200, 'x'.repeat(2_000_000)]],
  ])('stays unverified when the verifier %s', async (_how, answer) => {
    expect(await outcomeAfter(answer)).toBe('unverified: gost-verifier-unreachable');
  });

  it('stays unverified when nobody answers, or not in time', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`;
    const gostVerifier = httpGostVerifier(address, { timeout: 50 });
    const checker = await testChecker({ gostVerifier });
    expect(outcomeOf(await checker.check({ cms, content }))).toBe('unverified: gost-verifier-unreachable');
    silent.closeAllConnections();
    await new Promise((resolve) => silent.close(resolve));
    expect(outcomeOf(await checker.check({ cms, content }))).toBe('unverified: gost-verifier-unreachable');
  });

  it('is refused here when the certificate is past its time', async () => {
    const { verifier, asked } = await verifierAnswering();
    const checker = await testChecker({ gostVerifier: verifier, moment: new Date('2036-02-01T00:00:00Z') });
    expect(outcomeOf(await checker.check({ cms, content }))).toBe('refused: certificate-expired');
    expect(asked).toEqual([]);
  });

  it('is the only kind that goes outside', async () => {
    const { verifier, asked } = await verifierAnswering();
    const checker = await testChecker({ gostVerifier: verifier });
    const outcome = outcomeOf(await checker.check({ cms: signCms(content, personEc), content }));
    expect(outcome).toBe('verified ECDSA SHA-256');
    expect(asked).toEqual([]);
  });
});
