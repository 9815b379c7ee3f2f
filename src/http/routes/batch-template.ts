import { type Request, Router } from 'express';
import { writeTemplate } from '../../batches/sheet/template.ts';
import { languages } from '../../compose/document.ts';
import type { Core } from '../../core.ts';
import { batchActions } from '../../registry/batches.ts';
import { mediaTypes } from '../../render/formats.ts';
import { requireScope } from '../callers.ts';
import { fileNameHeader } from '../file-name.ts';
import { countOf, flagOf, interfaceLanguageOf, wordOf } from '../negotiation.ts';
import { refuseOtherMethods } from '../problem-answer.ts';

/** Groups of columns for one table: more than that is easier to fill in on a sheet of its own. */
const mostRecords = 20;

/** Workbooks to be filled in for batches. */
export function batchTemplateRoutes({ catalogue, composer, locales }: Core): Router {
  const router = Router();

  router
    .route('/v1/forms/:form/batch-template.xlsx')
    .get(requireScope(...batchActions), async (request: Request<{ form: string }>, response) => {
      const form = catalogue.get(request.params.form);
      const language = wordOf(request, 'language', languages) ?? (interfaceLanguageOf(request) === 'kk' ? 'kk' : 'ru');
      const withExample = flagOf(request, 'example');
      const records = countOf(request, 'records', mostRecords) ?? 0;
      response.setHeader('Content-Type', mediaTypes.xlsx);
      response.setHeader('Content-Language', language);
      response.setHeader('Cache-Control', 'private, no-cache');
      const { title } = form.locales[language];
      response.setHeader(
        'Content-Disposition',
        fileNameHeader('attachment', title, `${form.id}-batch-${language}`, 'xlsx'),
      );
      const words = composer.words(form, language);
      await writeTemplate(response, { words, locales, records, withExample });
    })
    .all(refuseOtherMethods('GET, HEAD'));

  return router;
}
