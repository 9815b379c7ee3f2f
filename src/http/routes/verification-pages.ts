import express, { Router, type Response } from 'express';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Core } from '../../core.ts';
import { projectPath } from '../../project.ts';
import { checkPage } from '../../web/check-page.ts';
import type { webPage } from '../../web/page.ts';
import { verificationPage } from '../../web/verification-page.ts';
import { interfaceLanguageOf } from '../negotiation.ts';
import { refuseOtherMethods } from '../problem-answer.ts';
import { limitPublicRequests } from '../public-limit.ts';
import { readUpload } from '../upload.ts';

const formLimit = '4kb';

/** What anyone with a phone or a browser sees: the page behind the QR code, and the page to check without one. */
export function verificationPages(core: Core, perMinute: number): Router {
  const router = Router();
  const { verifier } = core.office;
  const { locales } = core;
  const limited = limitPublicRequests(perMinute);
  const scripts = {
    'jsqr.js': readFileSync(createRequire(import.meta.url).resolve('jsqr')),
    'read-code.js': readFileSync(projectPath('src', 'web', 'client', 'read-code.js')),
  };

  router
    .route('/V/:code')
    .get(limited, async (request, response) => {
      const language = interfaceLanguageOf(request);
      sendPage(response, verificationPage(await verifier.code(request.params.code), locales, language));
    })
    .all(refuseOtherMethods('GET, HEAD'));

  router
    .route('/verify')
    .get((request, response) => {
      sendPage(response, checkPage({}, locales, interfaceLanguageOf(request)));
    })
    .post(limited, express.urlencoded({ extended: false, limit: formLimit }), async (request, response) => {
      const fields = request.body as Readonly<Record<string, unknown>> | undefined;
      const text = (name: string) => (typeof fields?.[name] === 'string' ? fields[name] : '');
      const answer = await verifier.lookup(text('number'), text('shortCode'));
      sendPage(response, checkPage({ answer }, locales, interfaceLanguageOf(request)));
    })
    .all(refuseOtherMethods('GET, HEAD, POST'));

  router
    .route('/verify/file')
    .post(limited, async (request, response) => {
      const check = await verifier.file(await readUpload(request));
      const file = 'refused' in check ? { identical: false, revision: null, state: null, differences: [] } : check;
      sendPage(response, checkPage({ file }, locales, interfaceLanguageOf(request)));
    })
    .all(refuseOtherMethods('POST'));

  for (const [name, script] of Object.entries(scripts)) {
    router.get(`/verify/${name}`, (_request, response) => {
      response.setHeader('Cache-Control', 'public, max-age=3600');
      response.type('text/javascript').send(script);
    });
  }
  return router;
}

function sendPage(response: Response, { html, policy }: ReturnType<typeof webPage>): void {
  response.setHeader('Content-Security-Policy', policy);
  response.setHeader('X-Robots-Tag', 'noindex, nofollow');
  response.setHeader('Cache-Control', 'no-store');
  response.type('html').send(html);
}
