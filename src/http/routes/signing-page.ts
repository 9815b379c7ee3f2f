import { type Request, type RequestHandler, Router } from 'express';
import { readFileSync } from 'node:fs';
import type { Core } from '../../core.ts';
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
import { refuseOtherMethods } from '../problem-answer.ts';

const scripts = ['signing.js', 'signing-ncalayer.js', 'signing-service.js', 'signing-signer.js', 'signing-words.js'];

/** Where a signatory signs with NCALayer: a page for anyone, and what it shows to the bearer of a key. */
export function signingPages(core: Core, keyed: RequestHandler): Router {
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
    .get((request, response) => {
      sendPage(response, signingPage(request.params.id, locales, pageLanguageOf(request)));
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
    const roleOf = await rolesOf(record);
    return {
      number: record.number,
      form: titlesOf(record.form),
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

  function titlesOf(form: string): SigningView['form'] {
    const { locales: words } = catalogue.get(form);
    return { kk: words.kk.title, ru: words.ru.title };
  }

  /** Roles of signatories by id; those of a bundle sign any of its parts. */
  async function rolesOf(record: DocumentRecord): Promise<(signatory: string) => SigningView['form']> {
    const trees = record.bundle === null ? null : await registry.trees(record.id);
    const parts = trees?.[record.masterLanguage]?.map(({ form }) => form) ?? [record.form];
    const words = parts.map((form) => catalogue.get(form).locales);
    return (signatory) => {
      const known = words.find(({ kk }) => Object.hasOwn(kk.signatories, signatory));
      return {
        kk: known?.kk.signatories[signatory] ?? signatory,
        ru: known?.ru.signatories[signatory] ?? signatory,
      };
    };
  }
}
