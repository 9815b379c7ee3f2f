import type { Dialect } from '../database.ts';
import { collated } from './collated.ts';

/**
 * PostgreSQL links events to the trail while it commits: all who add one wait for each other only there, and never for a
 * node that is busy with something else. An event arrives in its transaction and leaves with it, so that the table is
 * always empty for everybody else and needs no log. The lock is that of `alone('audit')`, which nodes of the version
 * before take; the hash is `chainHash` of the registry's audit.
 */
const postgres = collated(`
CREATE UNLOGGED TABLE audit_arrival (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event TEXT NOT NULL
);
CREATE FUNCTION audit_link() RETURNS trigger LANGUAGE plpgsql AS
  $$
  DECLARE
    last audit.hash%TYPE;
  BEGIN
    DELETE FROM audit_arrival WHERE id = NEW.id;
    PERFORM pg_advisory_xact_lock(hashtextextended(current_schema() || ' audit', 0));
    SELECT hash INTO last FROM audit ORDER BY position DESC LIMIT 1;
    INSERT INTO audit (event, hash) VALUES (
      NEW.event,
      encode(sha256(decode(coalesce(last, repeat('00', 32)), 'hex') || convert_to(NEW.event, 'UTF8')), 'hex'));
    RETURN NULL;
  END $$;
CREATE CONSTRAINT TRIGGER audit_linked AFTER INSERT ON audit_arrival DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION audit_link();
`);

/** Whoever writes to a SQLite file does so alone: nothing is to be done there. */
export const auditLinkSchema: Readonly<Record<Dialect, string>> = { sqlite: '', postgres };
