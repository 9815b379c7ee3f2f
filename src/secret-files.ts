import { readFileSync } from 'node:fs';

/** Settings that an operator may keep in files, as containers and service managers hand secrets out. */
const secrets = [
  'DATABASE_URL',
  'NYSAN_BOOTSTRAP_KEY',
  'NYSAN_S3_ACCESS_KEY',
  'NYSAN_S3_SECRET_KEY',
  'NYSAN_OIDC_CLIENT_SECRET',
] as const;

/**
 * The environment with the settings that are in files: `DATABASE_URL_FILE` names one that holds `DATABASE_URL`. The end
 * of the last line is no part of a secret.
 *
 * @throws Error naming the variable whose file cannot be read, or that is given twice
 */
export function withSecretFiles(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const read = { ...environment };
  for (const name of secrets) {
    const file = environment[`${name}_FILE`] ?? '';
    if (file === '') continue;
    if ((environment[name] ?? '') !== '') throw new Error(`${name} and ${name}_FILE are both set`);
    try {
      read[name] = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
    } catch (cause) {
      throw new Error(`${name}_FILE names a file that cannot be read`, { cause });
    }
  }
  return read;
}
