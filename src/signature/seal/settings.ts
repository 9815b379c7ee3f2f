/** The seal of an issuer as the environment names it. */
export interface SealSettings {
  readonly issuer: string;
  /** PKCS#12. */
  readonly file: string;
  readonly passphrase: string;
}

const variable = /^NYSAN_SEAL_(?:FILE|PASSPHRASE)(.*)$/;

/**
 * Seals by the variables NYSAN_SEAL_FILE and NYSAN_SEAL_PASSPHRASE for the first issuer; for another its id follows in
 * capitals with _ for -, as in NYSAN_SEAL_FILE_CHAMBER_2.
 *
 * @throws Error naming the variable that is missing or malformed
 */
export function readSealSettings(environment: NodeJS.ProcessEnv, firstIssuer: string): SealSettings[] {
  const set = Object.keys(environment).filter((name) => (environment[name] ?? '') !== '');
  const endings = new Set(set.map((name) => variable.exec(name)?.[1]).filter((ending) => ending !== undefined));
  const seals = [...endings].map((ending): SealSettings => {
    const value = (name: string) => {
      const text = environment[name] ?? '';
      if (text === '') throw new Error(`${name} is missing: file and passphrase of a seal are set together`);
      return text;
    };
    return {
      issuer: ending === '' ? firstIssuer : issuerOf(ending),
      file: value(`NYSAN_SEAL_FILE${ending}`),
      passphrase: value(`NYSAN_SEAL_PASSPHRASE${ending}`),
    };
  });
  const twice = seals.find(({ issuer }, index) => seals.findIndex((seal) => seal.issuer === issuer) !== index);
  if (twice !== undefined) throw new Error(`NYSAN_SEAL_FILE is set twice for the issuer ${twice.issuer}`);
  return seals;
}

function issuerOf(ending: string): string {
  if (!/^_[A-Z][A-Z0-9_]{0,39}$/.test(ending)) {
    throw new Error(`NYSAN_SEAL_FILE${ending}: the id of an issuer follows in capitals, with _ for -`);
  }
  return ending.slice(1).toLowerCase().replaceAll('_', '-');
}

/** @throws Error when it is no address that a time stamping authority could have */
export function readTimestampUrl(text: string | undefined): string | null {
  if (text === undefined) return null;
  const url = URL.parse(text);
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '') {
    throw new Error('NYSAN_TSA_URL must be an http or https address without a password in it');
  }
  return url.href;
}
