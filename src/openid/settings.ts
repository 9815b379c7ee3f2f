import { isLocalHost } from '../trust/code/local-host.ts';

/** Where people sign in with an account that they have elsewhere. */
export interface OpenidSettings {
  /** Address of the provider, as it names itself. */
  readonly issuer: URL;
  readonly clientId: string;
  /** Null for a public client. */
  readonly clientSecret: string | null;
  /** As people know the provider; null where the page has a word for it. */
  readonly name: string | null;
  /** Where the provider sends people back to. */
  readonly returnAddress: URL;
}

const names = ['NYSAN_OIDC_ISSUER', 'NYSAN_OIDC_CLIENT_ID', 'NYSAN_OIDC_CLIENT_SECRET', 'NYSAN_OIDC_NAME'] as const;
const nameLimit = 60;

/**
 * The settings of OpenID Connect; null where there are none.
 *
 * @param text of a variable; undefined for an empty one
 * @throws Error naming the variable that is missing or wrong
 */
export function readOpenidSettings(
  text: (name: string) => string | undefined,
  publicUrl: string | null,
): OpenidSettings | null {
  if (names.every((name) => text(name) === undefined)) return null;
  const needed = (name: string): string => {
    const value = text(name);
    if (value === undefined) throw new Error(`${name} is needed for OpenID Connect`);
    return value;
  };
  const issuer = URL.parse(needed('NYSAN_OIDC_ISSUER'));
  const isSafe = issuer?.protocol === 'https:' || (issuer?.protocol === 'http:' && isLocalHost(issuer.hostname));
  if (issuer === null || !isSafe) throw new Error('NYSAN_OIDC_ISSUER must be an https address');
  const name = text('NYSAN_OIDC_NAME') ?? null;
  if (name !== null && name.length > nameLimit) throw new Error(`NYSAN_OIDC_NAME has at most ${nameLimit} characters`);
  if (publicUrl === null) throw new Error('NYSAN_PUBLIC_URL is needed for OpenID Connect: people are sent back to it');
  return {
    issuer,
    clientId: needed('NYSAN_OIDC_CLIENT_ID'),
    clientSecret: text('NYSAN_OIDC_CLIENT_SECRET') ?? null,
    name,
    returnAddress: new URL(`${publicUrl.replace(/\/+$/, '')}/sign-in/openid/return`),
  };
}
