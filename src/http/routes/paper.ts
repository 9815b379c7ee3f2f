import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type Request, type Response, Router } from 'express';
import type { Core } from '../../core.ts';
import { refuseTooManyRecords, paperToFill } from '../../drafts/paper.ts';
import { previewPdf } from '../../drafts/preview.ts';
import { refuseOtherLanguages, refuseTooManyRows } from '../../drafts/drafts.ts';
import { Stopwatch } from '../../drafts/stopwatch.ts';
import type { Metrics } from '../../observe/metrics.ts';
import { Problem } from '../../problem.ts';
import { readPayload } from '../body.ts';
import { requireScope } from '../callers.ts';
import { describeFile } from '../file-answer.ts';
import { documentLanguagesOf } from '../negotiation.ts';
import { refuseOtherMethods } from '../problem-answer.ts';

/** The paper while it is filled in: as a place to type into, and as the pages that it will be. Nothing is kept. */
export function paperRoutes(core: Core, metrics: Metrics): Router {
  const router = Router();
  const { catalogue, composer } = core;

  router
    .route('/v1/forms/:form/paper')
    .post(requireScope('render'), async (request: Request<{ form: string }>, response) => {
      const form = catalogue.get(request.params.form);
      const languages = documentLanguagesOf(request, form);
      refuseOtherLanguages(form, languages);
      const [language, other] = languages;
      if (language === undefined || other !== undefined) {
        throw new Problem('query-invalid', { params: { name: 'language', expected: 'kk | ru' } });
      }
      const payload = await readPayload(request, form);
      refuseTooManyRows(form, payload, 'html');
      refuseTooManyRecords(payload);
      const stopwatch = new Stopwatch();
      const paper = stopwatch.measure('compose', () => paperToFill(composer, form, language, payload));
      response.setHeader('Server-Timing', stopwatch.header());
      response.setHeader('Content-Language', language);
      await sendJson(request, response, paper);
    })
    .all(refuseOtherMethods('POST'));

  router
    .route('/v1/forms/:form/preview')
    .post(requireScope('render'), async (request: Request<{ form: string }>, response) => {
      const form = catalogue.get(request.params.form);
      const languages = documentLanguagesOf(request, form);
      const payload = await readPayload(request, form);
      refuseTooManyRecords(payload);
      const finish = metrics.renders.startTimer({ form: form.id, format: 'pdf' });
      const stopwatch = new Stopwatch();
      const signal = goneSignal(response);
      const pdf = await previewPdf(core, form, { languages, payload, signal }, stopwatch);
      describeFile(response, { form, languages, format: 'pdf', timing: stopwatch.header(), warnings: [] });
      response.send(Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength));
      finish();
    })
    .all(refuseOtherMethods('POST'));

  return router;
}

const compress = promisify(gzip);
/** The paper of a register says the same for every record: it is worth compressing, and quickly done. */
const worthCompressing = 65_536;

async function sendJson(request: Request<{ form: string }>, response: Response, body: object): Promise<void> {
  const content = Buffer.from(JSON.stringify(body));
  response.type('json');
  response.setHeader('Cache-Control', 'no-store');
  response.vary('Accept-Encoding');
  if (content.byteLength < worthCompressing || request.acceptsEncodings('gzip') !== 'gzip') {
    response.send(content);
  } else {
    response.setHeader('Content-Encoding', 'gzip');
    response.send(await compress(content, { level: 1 }));
  }
}

/** Aborted when the caller goes away before it is answered. */
function goneSignal(response: Response): AbortSignal {
  const controller = new AbortController();
  response.on('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}
