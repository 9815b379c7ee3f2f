import type { Database } from '../database/database.ts';
import type { Contents } from '../files/contents.ts';
import type { Registry } from '../registry.ts';
import type { Owners } from './owners.ts';

/** What a registry stands on. */
export interface Store {
  readonly database: Database;
  readonly contents: Contents;
  readonly owners: Owners;
  /** Whether nobody else has registry or files open: a content without a record is not one in the making then. */
  readonly isAlone: boolean;
  /** The instant before which whatever is half-made was left by others. */
  readonly opened: Date;
  readonly backUp: Registry['backup'];
}
