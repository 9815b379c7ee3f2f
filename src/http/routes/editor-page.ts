import { type Request, type RequestHandler, Router } from 'express';
import type { Core } from '../../core.ts';
import { type FormDefinition, languagesOf } from '../../forms/definition.ts';
import type { InterfaceLanguage } from '../../compose/locales.ts';
import type { Language } from '../../compose/document.ts';
import { paperToFill } from '../../drafts/paper.ts';
import { editorPage } from '../../web/editor-page.ts';
import { callerIn } from '../callers.ts';
import { clerkLanguageOf } from '../clerk-language.ts';
import { sendPage } from '../page-answer.ts';
import { refuseOtherMethods } from '../problem-answer.ts';

/** The page on which a form is filled in. */
export function editorPages({ catalogue, locales, assets, composer }: Core, signedIn: RequestHandler): Router {
  const router = Router();

  router
    .route('/forms/:form')
    .get(signedIn, (request: Request<{ form: string }>, response) => {
      const form = catalogue.get(request.params.form);
      const language = clerkLanguageOf(request, response);
      const paperLanguage = paperLanguageOf(request, form, language);
      const paper = paperToFill(composer, form, paperLanguage, {});
      sendPage(
        response,
        editorPage({ form, language, paperLanguage, paper, caller: callerIn(request) }, locales, assets),
      );
    })
    .all(refuseOtherMethods('GET, HEAD'));

  return router;
}

/** `paper=kk|ru`, else the language of the interface where the form has it, else the act's own. */
function paperLanguageOf(request: Request, form: FormDefinition, language: InterfaceLanguage): Language {
  const available = languagesOf(form);
  const wanted = [request.query['paper'], language].flatMap((one) => available.find((known) => known === one) ?? []);
  return wanted[0] ?? available.find((known) => known === form.about.officialLanguage) ?? available[0] ?? 'ru';
}
