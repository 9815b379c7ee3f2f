import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FileSignatures } from '../../../src/verification/file-signatures.ts';
import { catalogue } from '../../issuing/orders.ts';
import { people } from '../../support/certificates/test-certificates.ts';
import { newDataFolder } from '../../support/data-folder.ts';
import { testNow } from '../../support/service.ts';
import { certificates, SigningService } from '../http/signing-service.ts';
import { keyContainer, passphrase } from '../seal/key-file.ts';
import {
  answerOf,
  check,
  checkPage,
  contract,
  issuedContract,
  signedContract,
  statesOf,
  withOtherByte,
} from './signed-papers.ts';

let service: SigningService;
beforeAll(async () => {
  const folder = newDataFolder();
  const file = join(folder, 'seal.p12');
  writeFileSync(file, keyContainer([certificates.organisation]), { mode: 0o600 });
  service = await SigningService.start({ NYSAN_SEAL_FILE: file, NYSAN_SEAL_PASSPHRASE: passphrase }, folder);
});
afterAll(() => service.remove());

test('the seal of an organisation is told beside the signatures of people, and is none of theirs', async () => {
  const document = await issuedContract(service);
  const issued = await service.file(document.id, 'ru.pdf');
  expect((await check(service, issued)).signatures).toEqual([
    {
      place: 'seal',
      role: null,
      isSeal: true,
      state: 'intact',
      recorded: true,
      signer: { name: people.seal.name, iin: null, bin: people.seal.bin, organisation: people.seal.organisation },
      signedAt: null,
      algorithm: 'RSA SHA-256',
    },
  ]);
  expect(await checkPage(service, issued)).toContain('Электронная печать организации');
  expect(await answerOf(service, document)).toMatchObject({ document: { signed: false, signatures: [] } });
  const changed = await check(service, withOtherByte(issued, issued.indexOf('stream', 2000) + 40));
  expect(changed.signatures).toMatchObject([{ place: 'seal', state: 'changed', recorded: false }]);
});

test('what held when it was made still holds when the certificates have expired', async () => {
  const document = await signedContract(service, 1);
  const file = await service.file(document.id, 'ru.pdf');
  await service.setClock(new Date('2037-01-01T00:00:00Z'));
  try {
    expect(statesOf(await check(service, file))).toEqual({ seal: 'intact', applicant: 'intact' });
  } finally {
    await service.setClock(testNow);
  }
});

test('nobody trusts a certificate where no anchors are set; a broken signature is seen all the same', async () => {
  const document = await issuedContract(service);
  const file = await service.file(document.id, 'ru.pdf');
  const signatures = new FileSignatures(null, () => testNow);
  const about = { form: catalogue.get(contract), signatures: [], issuedAt: testNow, issuedBytes: 0 };
  expect(await signatures.of(file, about)).toMatchObject([{ place: 'seal', state: 'unchecked', signer: null }]);
  const changed = withOtherByte(file, file.indexOf('stream', 2000) + 40);
  expect(await signatures.of(changed, about)).toMatchObject([{ place: 'seal', state: 'changed', signer: null }]);
});
