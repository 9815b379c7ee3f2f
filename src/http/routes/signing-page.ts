import { type Request, type RequestHandler, Router } from 'express';
import { readFileSync } from 'node:fs';
import type { Core } from '../../core.ts';
import { formsOf, rolesIn, titlesOf } from '../../issuing/document-forms.ts';
import { masterOf } from '../../issuing/document-view.ts';
import { Problem } from '../../problem.ts';
import { projectPath } from '../../project.ts';
import type { DocumentRecord } from '../../registry/record.ts';
import { stateOf } from '../../registry/status.ts';
import { signatoryOf } from '../../signature/signing-order.ts';
import { type SigningView, signingDocument } from '../../web/signing-document.ts';
import { signingPage } from '../../web/signing-page.ts';
import { type Caller, callerIn, requireScope } from '../callers.ts';
import { pageLanguageOf, sendPage } from '../page-answer.ts';
import { comesFromElsewhere, sendOnward } from '../page-callers.ts';
import { refuseOtherMethods } from '../problem-answer.ts';
import type { Sessions } from '../sessions.ts';

const scripts = ['signing.js', 'signing-ncalayer.js', 'signing-service.js', 'signing-signer.js', 'signing-words.js'];

/**
 * Where a signatory signs with NCALayer: a page for anyone, and what it shows to the bearer of a key, or to who is signed
 * in and may sign.
 */
export function signingPages(core: Core, keyed: RequestHandler, sessions: Sessions): Router {
  const router = Router();
  const { catalogue, locales } = core;
  const { registry, signing } = core.office;

  for (const name of scripts) {
    const script = readFileSync(projectPath('src', 'web', 'client', name));
    router
      .route(`/sign/client/${name}`)
      .get((_request, response) => {
        response.setHeader('Cache-Control', 'public, max-age=3600');
        response.type('text/javascript').send(script);
      })
      .all(refuseOtherMethods('GET, HEAD'));
  }

  router
    .route('/sign/:id')
    .get(async (request: Request<{ id: string }>, response) => {
      if (comesFromElsewhere(request) && !sessions.isCarriedBy(request)) {
        sendOnward(request, response, request.originalUrl, locales);
        return;
      }
      const caller = await sessions.callerOf(request);
      const page = { document: request.params.id, opensBySession: caller?.scopes.includes('sign') ?? false };
      sendPage(response, signingPage(page, locales, pageLanguageOf(request)));
    })
    .all(refuseOtherMethods('GET, HEAD'));

  router
    .route('/sign/:id/document')
    .get(keyed, requireScope('sign'), async (request: Request<{ id: string }>, response) => {
      const caller = callerIn(request);
      const record = await registry.document(request.params.id, caller.issuer.id);
      if (record === null) throw new Problem('document-unknown');
      const language = pageLanguageOf(request);
      response.setHeader('Content-Language', language);
      response.setHeader('Cache-Control', 'no-store');
      response.vary('Accept-Language');
      response.type('html').send(signingDocument(await viewOf(record, caller), locales, language));
    })
    .all(refuseOtherMethods('GET, HEAD'));

  return router;

  async function viewOf(record: DocumentRecord, { issuer, actor }: Caller): Promise<SigningView> {
    const { places, signatures, open } = await signing.signatures(record, { issuer, actor });
    const roleOf = rolesIn(await formsOf(record, registry), catalogue);
    return {
      number: record.number,
      form: titlesOf(record.form, catalogue),
      holder: record.holderName,
      state: stateOf(record, core.now()),
      file: record.purgedAt === null ? masterOf(record) : null,
      places: places.map(({ name, signed }) => {
        const signatory = signatoryOf(name);
        return { name, signatory, role: roleOf(signatory), signed };
      }),
      signatures,
      open,
    };
  }
}
