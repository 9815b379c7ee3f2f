import type { Request, Response } from 'express';
import { actorOf } from '../people/person.ts';
import type { Registry } from '../registry/registry.ts';
import type { Caller } from './callers.ts';
import { refuseOtherSites } from './same-origin.ts';

/** Name of the cookie that carries a session. */
export const sessionCookie = 'nysan_session';
const cookiePattern = new RegExp(`(?:^|;\\s*)${sessionCookie}=([\\w-]{43})(?:;|$)`);

/** Sessions as browsers carry them: in a cookie that no script and no other site gets hold of. */
export class Sessions {
  readonly #registry: Registry;
  readonly #publicUrl: string | null;

  /** @param publicUrl with https, the cookie travels over TLS only */
  constructor(registry: Registry, publicUrl: string | null) {
    this.#registry = registry;
    this.#publicUrl = publicUrl;
  }

  /** Whether a request carries a session, open or over. */
  isCarriedBy(request: Request): boolean {
    return tokenIn(request) !== null;
  }

  /**
   * Who is signed in at the browser that asks; null when nobody is.
   * @throws Problem `cross-site` when another site makes the browser ask for a change
   */
  async callerOf(request: Request): Promise<Caller | null> {
    const token = tokenIn(request);
    if (token === null) return null;
    this.refuseOtherSites(request);
    const found = await this.#registry.session(token);
    const issuer = found === null ? null : await this.#registry.issuer(found.person.issuer);
    if (found === null || issuer === null) return null;
    const { person } = found;
    return { actor: actorOf(person), issuer, scopes: person.scopes, person };
  }

  /** @throws Problem `cross-site` for a change that does not come from a page of this service */
  refuseOtherSites(request: Request): void {
    refuseOtherSites(request, this.#publicUrl);
  }

  /** Signs a person in who has proved who they are; false when they are disabled. */
  async open(request: Request, response: Response, person: string): Promise<boolean> {
    const opened = await this.#registry.openSession(person);
    if (opened === null) return false;
    await this.#close(request);
    response.cookie(sessionCookie, opened.token, this.#attributes(request));
    return true;
  }

  /** Signs out. */
  async close(request: Request, response: Response): Promise<void> {
    await this.#close(request);
    response.clearCookie(sessionCookie, this.#attributes(request));
  }

  async #close(request: Request): Promise<void> {
    const token = tokenIn(request);
    if (token !== null) await this.#registry.closeSession(token);
  }

  /** Without a term: the browser forgets it when it is closed, the registry when it was not used. */
  #attributes(request: Request) {
    const secure = request.secure || (this.#publicUrl !== null && new URL(this.#publicUrl).protocol === 'https:');
    return { httpOnly: true, sameSite: 'strict', path: '/', secure } as const;
  }
}

function tokenIn(request: Request): string | null {
  return cookiePattern.exec(request.headers.cookie ?? '')?.[1] ?? null;
}
