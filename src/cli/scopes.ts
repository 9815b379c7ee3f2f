import { type Scope, scopes } from '../registry/issuer.ts';
import { UsageError } from './usage.ts';

/** Scopes as they are written at the command line: `render,issue`. @throws UsageError */
export function readScopes(text: string | undefined): Scope[] {
  const asked = (text ?? '').split(',');
  const known = scopes.filter((scope) => asked.includes(scope));
  if (known.length !== asked.length) throw new UsageError(`--scope takes ${scopes.join(', ')}`);
  return known;
}
