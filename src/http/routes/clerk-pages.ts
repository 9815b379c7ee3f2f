import { type ErrorRequestHandler, type RequestHandler, Router } from 'express';
import type { Core } from '../../core.ts';
import { describeProblem } from '../../problem-text.ts';
import { Problem } from '../../problem.ts';
import { refusalPage } from '../../web/refusal-page.ts';
import { clerkLanguageOf } from '../clerk-language.ts';
import { sendPage } from '../page-answer.ts';
import { batchesPages } from './batches-pages.ts';
import { cataloguePages } from './catalogue-page.ts';
import { documentsPages } from './documents-pages.ts';
import { editorPages } from './editor-page.ts';

/** The pages of the clerk, for people who are signed in. */
export function clerkPages(core: Core, signedIn: RequestHandler): Router {
  const router = Router();
  router.use(
    cataloguePages(core, signedIn),
    documentsPages(core, signedIn),
    batchesPages(core, signedIn),
    editorPages(core, signedIn),
  );
  router.use(refusedOnAPage(core));
  return router;
}

/** A person gets a page that says why, with the status that a program would get. */
function refusedOnAPage({ locales, assets }: Core): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const { caller } = request;
    if (!(error instanceof Problem) || error.status >= 500 || caller === undefined || request.method !== 'GET') {
      next(error);
      return;
    }
    const language = clerkLanguageOf(request, response);
    const page = refusalPage(describeProblem(error, locales, language), { language, caller }, locales, assets);
    sendPage(response.status(error.status), page);
  };
}
