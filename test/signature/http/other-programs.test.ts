import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bytesToSign } from '../../../src/signature/pdf/prepared-signature.ts';
import { readSignatures } from '../../../src/signature/pdf/read-signatures.ts';
import { orderOf } from '../../issuing/orders.ts';
import { announcing, certificates, type SignatureAnswer, SigningService } from './signing-service.ts';

// These programs are no packages: where they are installed they confirm what our own readers say.
const isInstalled = (program: string, option: string) => spawnSync(program, [option]).error === undefined;

let service: SigningService;
let signed: Uint8Array = new Uint8Array();
let signatures: readonly SignatureAnswer[] = [];
let folder = '';

/** Runs a program in the folder of the signed file. */
function run(program: string, words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(program, words, { cwd: folder, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

beforeAll(async () => {
  service = await SigningService.start();
  const { id } = await service.desk.issued(orderOf('production-analysis-contract', { language: 'kk,ru' }));
  for (const [signatory, person, identity] of [
    ['association', 'head', certificates.head],
    ['expert', 'person', certificates.personEc],
    ['applicant', 'signatory', certificates.signatory],
  ] as const) {
    await service.signed(id, announcing(signatory, person, 'Бас директор'), identity);
  }
  signed = await service.file(id, 'kk-ru.pdf');
  ({ signatures } = await service.signatures(id));
  folder = mkdtempSync(join(tmpdir(), 'nysan-signed-'));
  writeFileSync(join(folder, 'signed.pdf'), signed);
  writeFileSync(join(folder, 'root.pem'), certificates.root.identity.certificatePem);
});

afterAll(async () => {
  await service.remove();
  rmSync(folder, { recursive: true });
});

test.skipIf(!isInstalled('pdfsig', '-v'))('poppler finds three valid signatures, the last one over the whole', () => {
  const { output } = run('pdfsig', ['-nocert', 'signed.pdf']);
  expect(output.match(/Signature Validation: Signature is Valid\./g)).toHaveLength(3);
  expect(output.match(/Not total document signed/g)).toHaveLength(2);
  expect(output.match(/- Total document signed/g)).toHaveLength(1);
  for (const name of ['association', 'expert', 'applicant']) {
    expect(output).toContain(`Signature Field Name: ${name}`);
  }
});

test.skipIf(!isInstalled('qpdf', '--version'))('qpdf finds nothing wrong with the signed file', () => {
  const { status, output } = run('qpdf', ['--check', 'signed.pdf']);
  expect(status, output).toBe(0);
  expect(output).not.toContain('WARNING');
});

test.skipIf(!isInstalled('openssl', 'version'))(
  'OpenSSL verifies every CMS against its bytes, and no others',
  async () => {
    const embedded = await readSignatures(signed);
    for (const signature of signatures) {
      const found = embedded.find(({ place }) => place === signature.place);
      const content = bytesToSign({ file: signed, byteRange: found?.byteRange ?? [0, 0, 0, 0] });
      const cms = await (await service.desk.ask(signature.cms)).arrayBuffer();
      writeFileSync(join(folder, 'signature.cms'), Buffer.from(cms));
      for (const [bytes, status] of [
        [content, 0],
        [Buffer.concat([content, Buffer.from(' ')]), 4],
      ] as const) {
        writeFileSync(join(folder, 'content'), bytes);
        const words = ['-in', 'signature.cms', '-content', 'content', '-CAfile', 'root.pem', '-out', 'verified'];
        const at = ['-purpose', 'any', '-attime', String(Date.parse('2026-11-20T06:00:00Z') / 1000)];
        const answer = run('openssl', ['cms', '-verify', '-binary', '-inform', 'DER', ...words, ...at]);
        expect(answer.status, `${signature.place}: ${answer.output}`).toBe(status);
      }
    }
  },
);
