import type { Issuer } from '../../registry/issuer.ts';
import { loadSeal, type OrganisationSeal } from './organisation-seal.ts';
import { SealError } from './seal-error.ts';
import { sealedPdf } from './sealed-pdf.ts';
import type { SealSettings } from './settings.ts';
import { TimestampAuthority } from './timestamp-authority.ts';

/** The seals of an installation by the ids of their issuers. */
export class Seals {
  readonly #seals: ReadonlyMap<string, OrganisationSeal>;

  constructor(seals: ReadonlyMap<string, OrganisationSeal>) {
    this.#seals = seals;
  }

  /**
   * A PDF with the seal of its issuer added, or as it is where the issuer has none.
   *
   * @throws SealError when the certificate has expired meanwhile; TimestampError
   */
  async seal(pdf: Uint8Array, issuer: Issuer, signedAt: Date): Promise<Uint8Array> {
    const seal = this.#seals.get(issuer.id);
    return seal === undefined ? pdf : sealedPdf(pdf, seal, signedAt);
  }
}

export interface SealsSource {
  readonly settings: readonly SealSettings[];
  /** Address of the time stamping authority, null for none. */
  readonly timestampUrl: string | null;
  readonly isIssuer: (id: string) => Promise<boolean>;
  readonly now: Date;
}

/** Opens all seals. @throws SealError when one of them cannot be used: a service must not start without it */
export async function openSeals({ settings, timestampUrl, isIssuer, now }: SealsSource): Promise<Seals> {
  const timestamps = timestampUrl === null ? null : new TimestampAuthority(timestampUrl);
  const seals = new Map<string, OrganisationSeal>();
  for (const { issuer, file, passphrase } of settings) {
    if (!(await isIssuer(issuer))) {
      throw new SealError('issuer-unknown', `The seal ${file} is set for ${issuer}: there is no such issuer.`);
    }
    seals.set(issuer, await loadSeal({ file, passphrase, timestamps, now }));
  }
  return new Seals(seals);
}
