import type { Locales } from '../compose/locales.ts';
import type { Catalogue } from '../forms/catalogue.ts';
import { isJsonArray } from '../forms/json.ts';
import type { DocumentRecord } from '../registry/record.ts';
import type { Registry } from '../registry/registry.ts';
import type { DocumentState } from '../registry/status.ts';
import { almatyDay } from '../trust/almaty.ts';
import { verificationUrl } from '../trust/code/verification-url.ts';
import type { PublicFact, VerifiedDocument } from './answer.ts';
import { bytesOfCode } from './code-bytes.ts';
import { publicSignature } from './signers.ts';

export interface VerifiedDocumentParts {
  readonly registry: Registry;
  readonly catalogue: Catalogue;
  readonly locales: Locales;
  readonly publicUrl: string;
}

/** What anyone who holds a document may know of it. */
export async function verifiedDocument(
  record: DocumentRecord,
  state: DocumentState,
  { registry, catalogue, locales, publicUrl }: VerifiedDocumentParts,
): Promise<VerifiedDocument> {
  const issuer = await registry.issuer(record.issuer);
  const form = catalogue.get(record.form);
  const replacement = record.replacedBy === null ? null : await registry.byCode(record.replacedBy);
  const changedAt = state === 'revoked' ? record.revokedAt : state === 'replaced' ? record.replacedAt : null;
  const signatures = await registry.signatures(record.id);
  return {
    issuer: { bin: issuer?.bin ?? '', name: issuer?.name ?? { kk: '', ru: '' } },
    form: {
      id: form.id,
      title: { kk: form.locales.kk.title, ru: form.locales.ru.title },
      act: {
        kk: locales.say('kk', 'acts', `${form.about.act}.name`),
        ru: locales.say('ru', 'acts', `${form.about.act}.name`),
      },
    },
    reading: form.about.kind === 'certificate' ? 'in-force' : 'genuine',
    number: record.number,
    shortCode: record.shortCode,
    issuedOn: almatyDay(new Date(record.issuedAt)),
    validUntil: record.validUntil,
    presentBy: record.presentBy,
    languages: record.languages,
    signed: signatures.some(({ status }) => status === 'verified'),
    signatures: signatures.map((signature) => publicSignature(signature, form)),
    changedOn: changedAt === null ? null : almatyDay(new Date(changedAt)),
    replacedBy:
      replacement === null
        ? null
        : { number: replacement.number, url: verificationUrl(publicUrl, bytesOfCode(replacement)) },
    facts: factsOf(record),
  };
}

function factsOf(record: DocumentRecord): readonly PublicFact[] {
  const facts = record.publicFacts['facts'];
  // Written by the service itself at issue (src/issuing/public-facts.ts).
  return isJsonArray(facts) ? (facts as unknown as readonly PublicFact[]) : [];
}
