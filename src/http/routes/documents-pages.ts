import { type Request, type RequestHandler, Router } from 'express';
import type { IssuedDocument, RecordData } from '../../clerk/documents/data.ts';
import type { Core } from '../../core.ts';
import { formsOf, rolesIn, titlesOf } from '../../issuing/document-forms.ts';
import { documentView } from '../../issuing/document-view.ts';
import { issuedBy } from '../../issuing/issued-by.ts';
import { Problem } from '../../problem.ts';
import type { DocumentRecord } from '../../registry/record.ts';
import type { SignatureRecord } from '../../registry/signatures.ts';
import { qrMatrix } from '../../render/qr/matrix.ts';
import { qrPng } from '../../render/qr/png.ts';
import { signatoryOf } from '../../signature/signing-order.ts';
import { verificationUrl } from '../../trust/code/verification-url.ts';
import { bytesOfCode } from '../../verification/code-bytes.ts';
import { documentsPage } from '../../web/documents-pages.ts';
import { type Caller, callerIn, documentReaders, requireScope } from '../callers.ts';
import { clerkLanguageOf } from '../clerk-language.ts';
import { sendPage } from '../page-answer.ts';
import { refuseOtherMethods } from '../problem-answer.ts';

/** Sharp at the size of a hand and on screens of twice the usual density. */
const pixelsPerModule = 6;

/** Where issued documents are found, read and changed: a person sees those of their issuer. */
export function documentsPages(core: Core, signedIn: RequestHandler): Router {
  const router = Router();
  const { catalogue, locales, assets } = core;
  const { registry, signing, publicUrl } = core.office;

  router
    .route('/documents')
    .get(signedIn, requireScope(...documentReaders), (request, response) => {
      const language = clerkLanguageOf(request, response);
      const issued = catalogue.all().filter(({ about }) => about.filledBy !== 'act');
      const forms = issued.map(({ id }) => ({ id, title: titlesOf(id, catalogue) }));
      const page = documentsPage({ kind: 'search', forms }, { language, caller: callerIn(request) }, locales, assets);
      sendPage(response, page);
    })
    .all(refuseOtherMethods('GET, HEAD'));

  router
    .route('/documents/:id')
    .get(signedIn, requireScope(...documentReaders), async (request: Request<{ id: string }>, response) => {
      const caller = callerIn(request);
      const record = await registry.document(request.params.id, caller.issuer.id);
      if (record === null) throw new Problem('document-unknown');
      const language = clerkLanguageOf(request, response);
      sendPage(response, documentsPage(await recordData(record, caller), { language, caller }, locales, assets));
    })
    .all(refuseOtherMethods('GET, HEAD'));

  return router;

  async function recordData(record: DocumentRecord, { issuer, actor }: Caller): Promise<RecordData> {
    const forms = await formsOf(record, registry);
    const kept = await registry.files(record.id);
    const { places, signatures } = await signing.signatures(record, { issuer, actor });
    const roleOf = rolesIn(forms, catalogue);
    const url = verificationUrl(publicUrl, bytesOfCode(record));
    const next = record.replacedBy === null ? null : await registry.document(record.replacedBy, issuer.id);
    return {
      kind: 'record',
      // The view is made for JSON: its type says no more.
      document: documentView(record, url, kept, core.now()) as unknown as IssuedDocument,
      title: titlesOf(record.form, catalogue),
      holder: { name: record.holderName, bin: record.holderBin },
      issuedBy: await issuedBy(record, registry),
      code: `data:image/png;base64,${Buffer.from(qrPng(qrMatrix(url), pixelsPerModule)).toString('base64')}`,
      forms: forms.map((id) => ({ id, title: titlesOf(id, catalogue) })),
      replacedBy: next === null ? null : { id: next.id, number: next.number },
      files:
        record.purgedAt === null
          ? kept.map(({ name, revision, size, createdAt }) => ({ name, revision, size, createdAt }))
          : [],
      places: places.map(({ name, signed }) => ({ name, role: roleOf(signatoryOf(name)), signed })),
      signatures: signatures.map(givenSignature),
    };
  }
}

function givenSignature({ place, signer, announced, signedAt, status }: SignatureRecord) {
  return {
    place,
    name: (signer ?? announced)?.name ?? null,
    organisation: signer?.organisation ?? null,
    signedAt,
    verified: status === 'verified',
  };
}
