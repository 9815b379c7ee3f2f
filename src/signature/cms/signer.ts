import type { Certificate } from './certificate.ts';
import { type DistinguishedName, readDistinguishedName, valuesOf } from './distinguished-name.ts';
import type { Signer } from './verdict.ts';

const iinPattern = /^IIN(\d{12})$/;
const binPattern = /^BIN(\d{12})$/;

/**
 * Reads the subject as the National Certification Authority writes it: SERIALNUMBER is IIN and 12 digits, or BIN and 12
 * digits for an organisation's system; OU is BIN and 12 digits; CN is surname and name, and GIVENNAME the patronymic.
 */
export function signerOf(certificate: Certificate): Signer {
  const subject = readDistinguishedName(certificate.subject);
  const serialNumbers = valuesOf(subject, 'serialNumber');
  return {
    name: nameOf(subject),
    iin: numberIn(serialNumbers, iinPattern),
    bin: numberIn([...valuesOf(subject, 'organisationalUnit'), ...serialNumbers], binPattern),
    organisation: valuesOf(subject, 'organisation')[0] ?? null,
    certificate: {
      serial: certificate.serial,
      issuer: nameOf(readDistinguishedName(certificate.issuer)),
      notBefore: certificate.notBefore.toISOString(),
      notAfter: certificate.notAfter.toISOString(),
      sha256: certificate.sha256,
    },
  };
}

function nameOf(name: DistinguishedName): string {
  const [common = ''] = valuesOf(name, 'commonName');
  const [patronymic = ''] = valuesOf(name, 'givenName');
  const whole = common.split(/\s+/).includes(patronymic) ? common : `${common} ${patronymic}`.trim();
  return whole === '' ? (valuesOf(name, 'organisation')[0] ?? '') : whole;
}

/** Two different numbers would leave open whose the signature is. */
function numberIn(values: readonly string[], pattern: RegExp): string | null {
  const numbers = new Set(values.map((value) => pattern.exec(value)?.[1]).filter((number) => number !== undefined));
  const [number] = numbers;
  return numbers.size === 1 && number !== undefined ? number : null;
}
