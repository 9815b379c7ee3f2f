import type { Registry } from '../registry/registry.ts';
import { instantText } from '../trust/instant.ts';
import type { KeyStore } from '../trust/keys/key-store.ts';
import { signStatusList, type SignedStatusList } from '../trust/status-list.ts';

/** A list is good for a day: a verifier without network fetches one in the morning. */
const dayMilliseconds = 24 * 60 * 60 * 1000;

/** What every issuer's documents are worth now, signed, for checks without network. */
export async function statusList(
  { registry, keys }: { readonly registry: Registry; readonly keys: KeyStore },
  now: Date,
): Promise<SignedStatusList[]> {
  const issuers = await registry.issuers();
  return Promise.all(
    issuers.map(async ({ id }) => {
      const entries = await registry.statusList(id, now);
      return signStatusList(
        {
          issuer: id,
          issuedAt: instantText(now),
          nextUpdate: instantText(new Date(now.getTime() + dayMilliseconds)),
          entries,
        },
        keys.current(id),
      );
    }),
  );
}
