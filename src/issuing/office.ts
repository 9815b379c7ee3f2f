import { join } from 'node:path';
import type { Composer } from '../compose/composer.ts';
import type { Configuration } from '../config.ts';
import type { Catalogue } from '../forms/catalogue.ts';
import type { Validator } from '../forms/validation.ts';
import { IssuerExistsError } from '../registry/errors.ts';
import type { Actor, Issuer } from '../registry/issuer.ts';
import type { Registry } from '../registry/registry.ts';
import { openRegistry } from '../registry/open-registry.ts';
import type { Renderers } from '../render/renderers.ts';
import { isLocalHost } from '../trust/code/local-host.ts';
import { CmsChecker } from '../signature/cms/cms-checker.ts';
import { httpGostVerifier } from '../signature/cms/http-gost-verifier.ts';
import { loadTrustAnchors, type TrustAnchors } from '../signature/cms/trust-anchors.ts';
import { SignatureSheets } from '../signature/sheet/signature-sheets.ts';
import { Signing } from '../signature/signing.ts';
import { openSeals, type Seals } from '../signature/seal/seals.ts';
import { KeyStore } from '../trust/keys/key-store.ts';
import { Verifier } from '../verification/verifier.ts';
import { IssuedFiles } from './issued-files.ts';
import { Issuing } from './issuing.ts';

/** Everything that issued documents need: registry, keys, issuing and checking. */
export interface Office {
  readonly registry: Registry;
  readonly keys: KeyStore;
  readonly issuing: Issuing;
  readonly files: IssuedFiles;
  readonly signing: Signing;
  readonly sheets: SignatureSheets;
  readonly verifier: Verifier;
  /** The organisation that the installation began with. */
  readonly firstIssuer: Issuer;
  readonly publicUrl: string;
}

/** Who acts where no key does: the operator, or the service itself at start. */
export const operator: Actor = { id: 'operator', name: 'operator' };

export interface OfficeParts {
  readonly catalogue: Catalogue;
  readonly validator: Validator;
  readonly composer: Composer;
  readonly renderers: Renderers;
  readonly now: () => Date;
}

export function keysFolder(configuration: Configuration): string {
  return join(configuration.dataFolder, 'keys');
}

export async function openOffice(configuration: Configuration, parts: OfficeParts): Promise<Office> {
  const { now } = parts;
  const publicUrl = configuration.publicUrl ?? localAddress(configuration);
  const { dataFolder, databaseUrl, fileStore } = configuration;
  const registry = await openRegistry({ dataFolder, databaseUrl, fileStore, now });
  const firstIssuer = (await registry.issuer(configuration.issuer.id)) ?? (await added(registry, configuration.issuer));
  const keys = KeyStore.open(keysFolder(configuration), now);
  const seals = await openedSeals(configuration, registry, now());
  const files = new IssuedFiles({ ...parts, registry, publicUrl });
  const addressIsLocal = isLocalHost(new URL(publicUrl).hostname);
  const anchors = await openedAnchors(configuration, registry);
  const checker = anchors === null ? null : checkerOf(anchors, configuration, now);
  const { locales } = parts.composer;
  const printsLegalForce = configuration.legalForce;
  return {
    registry,
    keys,
    files,
    firstIssuer,
    publicUrl,
    issuing: new Issuing({ ...parts, registry, keys, seals, files, publicUrl, addressIsLocal }),
    signing: new Signing({ ...parts, registry, files, checker, locales }),
    sheets: new SignatureSheets({ ...parts, registry, locales, publicUrl, printsLegalForce }),
    verifier: new Verifier({ ...parts, registry, keys, publicUrl, anchors, locales }),
  };
}

async function openedSeals(configuration: Configuration, registry: Registry, now: Date): Promise<Seals> {
  const { seals: settings, timestampUrl } = configuration;
  const isIssuer = async (id: string) => (await registry.issuer(id)) !== null;
  try {
    return await openSeals({ settings, timestampUrl, isIssuer, now });
  } catch (error) {
    await registry.close();
    throw error;
  }
}

/** Null without trust anchors: nobody signs then. @throws TrustAnchorError naming the file that cannot be used */
async function openedAnchors({ trustAnchors }: Configuration, registry: Registry): Promise<TrustAnchors | null> {
  if (trustAnchors === null) return null;
  try {
    return await loadTrustAnchors(trustAnchors);
  } catch (error) {
    await registry.close();
    throw error;
  }
}

function checkerOf(anchors: TrustAnchors, { gostVerifier }: Configuration, now: () => Date): CmsChecker {
  return new CmsChecker({
    anchors,
    now,
    ...(gostVerifier === null ? {} : { gostVerifier: httpGostVerifier(gostVerifier) }),
  });
}

/** Another node that starts at the same time may have been faster. */
async function added(registry: Registry, issuer: Issuer): Promise<Issuer> {
  try {
    await registry.addIssuer(issuer, operator);
    return issuer;
  } catch (error) {
    const known = error instanceof IssuerExistsError ? await registry.issuer(issuer.id) : null;
    if (known === null) throw error;
    return known;
  }
}

/** Hosts that mean every address of this machine, and none that a phone could open. */
const wildcards: readonly string[] = ['0.0.0.0', '::'];

/**
 * Codes printed without NYSAN_PUBLIC_URL lead to this machine only; issuing warns of it. A host that a code cannot
 * carry (IPv6, a public address without TLS) is called by the name it has for itself.
 */
export function localAddress({ host, port }: Configuration): string {
  const fits = /^[A-Za-z0-9.-]+$/.test(host) && isLocalHost(host.toLowerCase()) && !wildcards.includes(host);
  return `http://${fits ? host : 'localhost'}:${port}`;
}
