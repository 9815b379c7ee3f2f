import { type RequestHandler, Router } from 'express';
import type { Core } from '../../core.ts';
import { cataloguePage } from '../../web/catalogue-page.ts';
import { callerIn } from '../callers.ts';
import { clerkLanguageOf } from '../clerk-language.ts';
import { sendPage } from '../page-answer.ts';
import { refuseOtherMethods } from '../problem-answer.ts';

/** The first page: all forms, to find one and fill it in. */
export function cataloguePages({ catalogue, locales, assets }: Core, signedIn: RequestHandler): Router {
  const router = Router();
  router
    .route('/')
    .get(signedIn, (request, response) => {
      const language = clerkLanguageOf(request, response);
      sendPage(
        response,
        cataloguePage({ forms: catalogue.all(), language, caller: callerIn(request) }, locales, assets),
      );
    })
    .all(refuseOtherMethods('GET, HEAD'));
  return router;
}
