import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { orderOf } from '../../issuing/orders.ts';
import { newIssuer } from '../../issuing/desk.ts';
import { runToEnd } from '../../reliability/served.ts';
import { newDataFolder } from '../../support/data-folder.ts';
import { announcing, refusalOf } from './signing-service.ts';

test('without trust anchors nobody signs, and the places are told all the same', async () => {
  const { desk } = await newIssuer('110');
  const { id } = await desk.issued(orderOf('industrial-certificate'));
  const path = `/v1/documents/${id}/signatures`;
  const refused = desk.send(path, announcing('chamberHead'));
  expect(await refusalOf(refused)).toMatchObject({ status: 503, code: 'signing-not-configured' });
  expect(await desk.json(desk.ask(path))).toMatchObject({
    signatures: [],
    places: [{ place: 'chamberHead', signatory: 'chamberHead', signed: false }],
    open: null,
  });
});

test.each<[string, (folder: string) => NodeJS.ProcessEnv, RegExp]>([
  ['that are not there', (folder) => ({ NYSAN_TRUST_ANCHORS: join(folder, 'anchors') }), /anchors/],
  [
    'that are none',
    (folder) => {
      writeFileSync(join(folder, 'root.pem'), 'not a certificate');
      return { NYSAN_TRUST_ANCHORS: join(folder, 'root.pem') };
    },
    /root\.pem/,
  ],
])('a service does not start with trust anchors %s', async (_, settingsIn, told) => {
  const dataFolder = newDataFolder();
  try {
    const { code, errors } = await runToEnd({ NYSAN_DATA_DIR: dataFolder, ...settingsIn(dataFolder) });
    expect(code).not.toBe(0);
    expect(errors).toMatch(told);
  } finally {
    rmSync(dataFolder, { recursive: true });
  }
});

test.each(['verifier', 'ftp://verifier/', 'file:///etc/passwd'])('%s is no address of a verifier', async (address) => {
  const { code, errors } = await runToEnd({ NYSAN_GOST_VERIFIER: address });
  expect(code).not.toBe(0);
  expect(errors).toContain('NYSAN_GOST_VERIFIER');
});
