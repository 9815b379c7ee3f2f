import {
  allowInsecureRequests,
  AuthorizationResponseError,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  discovery,
  enableNonRepudiationChecks,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  ResponseBodyError,
} from 'openid-client';
import { ProofRefusedError, ProviderUnavailableError, SignInDeclinedError } from './errors.ts';
import type { OpenidSettings } from './settings.ts';

/** What the browser keeps while the person is at the provider. */
export interface SignInAttempt {
  /** Comes back with the person, and tells the attempt. */
  readonly state: string;
  /** Comes back within the signed proof: it was made for this attempt. */
  readonly nonce: string;
  /** Whoever began the attempt, and nobody else, can turn the code into the proof (RFC 7636). */
  readonly verifier: string;
}

/** In seconds: of every request to the provider. */
const timeout = 10;

/** An OpenID Connect provider, by the authorization code flow with PKCE, state and nonce. */
export class OpenidProvider {
  readonly #settings: OpenidSettings;
  #known: Configuration | null = null;

  constructor(settings: OpenidSettings) {
    this.#settings = settings;
  }

  /**
   * A new attempt, and the address at which the person proves who they are.
   * @param language BCP 47 tag of the language that the person reads
   * @throws ProviderUnavailableError
   */
  async begin(language: string): Promise<{ readonly attempt: SignInAttempt; readonly address: URL }> {
    // Asked anew every time: nobody is sent to a provider that is not there.
    const configuration = await this.#discover();
    this.#known = configuration;
    const attempt = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
    const address = buildAuthorizationUrl(configuration, {
      redirect_uri: this.#settings.returnAddress.href,
      scope: 'openid',
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: 'S256',
      ui_locales: language,
    });
    return { attempt, address };
  }

  /**
   * Who the person is to the provider (`sub`).
   * @param query what the provider sent the person back with, `?` and all
   * @throws ProviderUnavailableError, SignInDeclinedError, ProofRefusedError
   */
  async finish(query: string, attempt: SignInAttempt): Promise<string> {
    const configuration = this.#known ?? (await this.#discover());
    const address = new URL(query, this.#settings.returnAddress);
    const answer = await refusalsOf(() =>
      authorizationCodeGrant(configuration, address, {
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        pkceCodeVerifier: attempt.verifier,
        idTokenExpected: true,
      }),
    );
    const subject = answer.claims()?.sub;
    if (subject === undefined) throw new ProofRefusedError('the answer names nobody');
    return subject;
  }

  async #discover(): Promise<Configuration> {
    const { issuer, clientId, clientSecret } = this.#settings;
    // Only an address of one's own machine or network may be without TLS.
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the mark warns of it, it does not go away
    const insecure = issuer.protocol === 'http:' ? [allowInsecureRequests] : [];
    // The signature of the proof counts, not only the connection that it came over.
    const execute = [...insecure, enableNonRepudiationChecks];
    try {
      return await discovery(issuer, clientId, undefined, authenticationWith(clientSecret), { execute, timeout });
    } catch (cause) {
      throw new ProviderUnavailableError('the provider does not say what it can do', { cause });
    }
  }
}

/** In the header where the provider takes it there (RFC 6749, 2.3.1), which it does unless it says otherwise. */
function authenticationWith(secret: string | null): ClientAuth {
  if (secret === null) return None();
  const [inHeader, inBody] = [ClientSecretBasic(secret), ClientSecretPost(secret)];
  return (server, client, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const authenticate = methods.includes('client_secret_basic') ? inHeader : inBody;
    authenticate(server, client, body, headers);
  };
}

async function refusalsOf<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof AuthorizationResponseError && cause.error === 'access_denied') {
      throw new SignInDeclinedError('the person has not agreed', { cause });
    }
    if (isUnavailability(cause)) throw new ProviderUnavailableError('the provider does not answer', { cause });
    throw new ProofRefusedError('what came back proves nothing', { cause });
  }
}

function isUnavailability(cause: unknown): boolean {
  if (cause instanceof ResponseBodyError) return cause.status >= 500;
  if (cause instanceof AuthorizationResponseError) {
    return cause.error === 'server_error' || cause.error === 'temporarily_unavailable';
  }
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return code === 'OAUTH_TIMEOUT' || code === 'OAUTH_RESPONSE_IS_NOT_CONFORM' || cause instanceof TypeError;
}
