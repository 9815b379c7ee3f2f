import { type ErrorRequestHandler, type Request, type RequestHandler, type Response, Router } from 'express';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Core } from '../../core.ts';
import { Problem, type ProblemCode } from '../../problem.ts';
import { projectPath } from '../../project.ts';
import { type CheckFindings, checkPage } from '../../web/check-page.ts';
import { verificationPage } from '../../web/verification-page.ts';
import { drain } from '../body.ts';
import { pageLanguageOf, sendPage } from '../page-answer.ts';
import { refuseOtherMethods } from '../problem-answer.ts';
import { typedForm, typedIn } from '../typed-form.ts';
import { readUpload } from '../upload.ts';

/** What anyone with a phone or a browser sees: the page behind the QR code, and the page to check without one. */
export function verificationPages(core: Core, limited: RequestHandler): Router {
  const router = Router();
  const { verifier } = core.office;
  const { locales } = core;
  const scripts = {
    'jsqr.js': readFileSync(createRequire(import.meta.url).resolve('jsqr')),
    'read-code.js': readFileSync(projectPath('src', 'web', 'client', 'read-code.js')),
  };

  router
    .route('/V/:code')
    .get(limited, async (request, response) => {
      const answer = await verifier.code(request.params.code);
      sendPage(response, verificationPage(answer, locales, pageLanguageOf(request)));
    })
    .all(refuseOtherMethods('GET, HEAD'));

  router
    .route('/verify')
    .get((request, response) => {
      sendCheck(request, response, { kind: 'nothing' });
    })
    .post(limited, ...typedForm, async (request: Request, response: Response) => {
      const asked = { number: typedIn(request, 'number'), shortCode: typedIn(request, 'shortCode') };
      const answer = await verifier.lookup(asked.number, asked.shortCode);
      sendCheck(request, response, { kind: 'paper', answer, asked });
    })
    .all(refuseOtherMethods('GET, HEAD, POST'));

  router
    .route('/verify/file')
    .post(limited, async (request, response) => {
      sendCheck(request, response, { kind: 'file', file: await verifier.file(await readUpload(request)) });
    })
    .all(refuseOtherMethods('POST'));

  for (const [name, script] of Object.entries(scripts)) {
    router
      .route(`/verify/${name}`)
      .get((_request, response) => {
        response.setHeader('Cache-Control', 'public, max-age=3600');
        response.type('text/javascript').send(script);
      })
      .all(refuseOtherMethods('GET, HEAD'));
  }
  /** A person gets a sentence on the page, with the status that a program would get. */
  const refusedOnThePage: ErrorRequestHandler = (error: unknown, request, response, next) => {
    const key = error instanceof Problem ? refusalKeys[error.code] : undefined;
    if (!(error instanceof Problem) || key === undefined || response.headersSent) {
      next(error);
      return;
    }
    response.status(error.status);
    sendCheck(request, response, { kind: 'refused', key });
    if (!request.complete) drain(request);
  };
  router.use(refusedOnThePage);
  return router;

  function sendCheck(request: Request, response: Response, findings: CheckFindings): void {
    sendPage(response, checkPage(findings, locales, pageLanguageOf(request)));
  }
}

/** Sentences for what may go wrong in a person's hands. */
const refusalKeys: Partial<Record<ProblemCode, string>> = {
  'body-too-large': 'refused.too-large',
  'upload-invalid': 'refused.no-file',
  'too-many-requests': 'refused.too-many',
};
