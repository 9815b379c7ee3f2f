import type { Person } from '../../people/person.ts';
import { isScope } from '../issuer.ts';
import type { Row } from '../database/row.ts';

/** A person as a row of the table tells. */
export function personOf(row: Row): Person {
  return {
    id: row.text('id'),
    issuer: row.text('issuer'),
    login: row.text('login'),
    name: row.text('name'),
    scopes: row.list('scopes', isScope),
    openidSubject: row.textOrNull('openid_subject'),
    createdAt: row.text('created_at'),
    disabledAt: row.textOrNull('disabled_at'),
  };
}
