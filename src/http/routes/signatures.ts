import { Router, type Request } from 'express';
import type { Core } from '../../core.ts';
import { refuseErrors } from '../../drafts/drafts.ts';
import { Problem } from '../../problem.ts';
import type { DocumentRecord } from '../../registry/record.ts';
import type { AnnouncedSigner } from '../../registry/signatures.ts';
import { unprintableErrors } from '../../forms/validation.ts';
import { signatureView, signaturesView, toSignView } from '../../signature/signature-view.ts';
import { callerIn, documentReaders, requireScope } from '../callers.ts';
import { cmsType, readCms } from '../cms-body.ts';
import { isHeldByCaller } from '../entity-tag.ts';
import { idempotencyOf } from '../idempotency.ts';
import { refuseOtherMethods } from '../problem-answer.ts';
import { readRequest, type RequestBodies } from '../request-bodies.ts';

const created = 201;
const noContent = 204;

/** Electronic signatures under issued documents, in two steps: bytes to sign out, CMS in. */
export function signatureRoutes(core: Core): Router {
  const router = Router();
  const { registry, signing } = core.office;

  router
    .route('/v1/documents/:id/signatures')
    .get(requireScope(...documentReaders), async (request: Request<{ id: string }>, response) => {
      const record = await documentOf(request);
      response.setHeader('Cache-Control', 'no-store');
      response.json(signaturesView(await signing.signatures(record, callerIn(request))));
    })
    .post(requireScope('sign'), async (request: Request<{ id: string }>, response) => {
      const { value, raw } = await readRequest(request, 'signature');
      refuseErrors(unprintableErrors(raw));
      const record = await documentOf(request);
      const idempotency = idempotencyOf(request, `POST /v1/documents/${record.id}/signatures`, raw);
      const order = { signatory: value.signatory, ...announcedIn(value) };
      const made = await signing.prepare(record, order, { ...callerIn(request), idempotency });
      response.setHeader('Location', `/v1/documents/${record.id}/signatures/${made.preparation.id}`);
      response.setHeader('Cache-Control', 'no-store');
      response.status(created).json(toSignView(made));
    })
    .all(refuseOtherMethods('GET, HEAD, POST'));

  router
    .route('/v1/documents/:id/signatures/:signature.cms')
    .get(requireScope(...documentReaders), async (request: Request<{ id: string; signature: string }>, response) => {
      const record = await documentOf(request);
      const { signature } = request.params;
      const { cms, sha256 } = await signing.cms(record, signature);
      const etag = `"${sha256}"`;
      response.setHeader('ETag', etag);
      response.setHeader('Cache-Control', 'private, max-age=31536000, immutable');
      response.setHeader('Content-Type', cmsType);
      response.setHeader('Content-Disposition', `attachment; filename="${record.form}-${signature}.cms"`);
      if (isHeldByCaller(request, etag)) response.status(304).end();
      else response.send(Buffer.from(cms));
    })
    .all(refuseOtherMethods('GET, HEAD'));

  router
    .route('/v1/documents/:id/signatures/:signature')
    .put(requireScope('sign'), async (request: Request<{ id: string; signature: string }>, response) => {
      const cms = await readCms(request);
      const record = await documentOf(request);
      const signature = await signing.complete(record, request.params.signature, cms, callerIn(request));
      response.setHeader('Cache-Control', 'no-store');
      response.json(signatureView(signature));
    })
    .delete(requireScope('sign'), async (request: Request<{ id: string; signature: string }>, response) => {
      await signing.giveBack(await documentOf(request), request.params.signature, callerIn(request));
      response.status(noContent).end();
    })
    .all(refuseOtherMethods('PUT, DELETE'));

  return router;

  /** A document of the caller's issuer; those of others do not exist for it. */
  async function documentOf(request: Request<{ id: string }>): Promise<DocumentRecord> {
    const record = await registry.document(request.params.id, callerIn(request).issuer.id);
    if (record === null) throw new Problem('document-unknown');
    return record;
  }
}

function announcedIn({ name, iin, bin, position }: RequestBodies['signature']): AnnouncedSigner {
  return { name, iin: iin ?? null, bin: bin ?? null, position: position ?? null };
}
