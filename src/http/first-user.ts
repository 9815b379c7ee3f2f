import type { Request } from 'express';
import type { Office } from '../issuing/office.ts';
import { operator } from '../issuing/office.ts';
import type { FirstUserCode } from '../people/first-user.ts';
import { hashPassword, passwordFault } from '../people/password.ts';
import { type Person, readLogin, readPersonName } from '../people/person.ts';
import { scopes } from '../registry/issuer.ts';
import type { FirstUserPage } from '../web/first-user-page.ts';
import { typedIn } from './typed-form.ts';

/** Either what is wrong with what was typed, or the person; null when another was made first. */
type Outcome =
  | { readonly errors: FirstUserPage['errors']; readonly person: null }
  | { readonly errors: null; readonly person: Person | null };

/** Makes the first person as typed, with every scope of the first issuer. */
export async function addFirstUser(
  request: Request,
  code: FirstUserCode,
  { registry, firstIssuer }: Pick<Office, 'registry' | 'firstIssuer'>,
): Promise<Outcome> {
  // Without the code nothing is told of the other fields, and nothing is computed.
  if (!code.isTyped(typedIn(request, 'code'))) return { errors: { code: 'wrong.code' }, person: null };
  const name = readPersonName(typedIn(request, 'name'));
  const login = readLogin(typedIn(request, 'login'));
  const password = typedIn(request, 'password');
  const fault = passwordFault(password);
  if (name === null || login === null || fault !== null || password !== typedIn(request, 'again')) {
    const errors = {
      ...(name === null ? { name: 'wrong.name' } : {}),
      ...(login === null ? { login: 'wrong.login' } : {}),
      ...(fault === null ? {} : { password: `wrong.${fault}` }),
      ...(fault === null && password !== typedIn(request, 'again') ? { again: 'wrong.again' } : {}),
    };
    return { errors, person: null };
  }
  const person = await registry.addFirstPerson(
    {
      issuer: firstIssuer.id,
      login,
      name,
      scopes,
      passwordHash: await hashPassword(password),
      openidSubject: null,
    },
    operator,
  );
  return { errors: null, person };
}
