import { Router, type Request } from 'express';
import type { Core } from '../../core.ts';
import { Stopwatch } from '../../drafts/stopwatch.ts';
import { isLanguage } from '../../forms/catalogue.ts';
import { Problem } from '../../problem.ts';
import { mediaTypes } from '../../render/formats.ts';
import { callerIn, documentReaders, requireScope } from '../callers.ts';
import { fileNameHeader } from '../file-name.ts';
import { refuseOtherMethods } from '../problem-answer.ts';

/** The sheet that tells who signed a document; it stands beside the document's files and is none of them. */
export function signatureSheetRoutes(core: Core): Router {
  const router = Router();
  const { registry, sheets } = core.office;

  router
    .route('/v1/documents/:id/files/:language.signatures.pdf')
    .get(requireScope(...documentReaders), async (request: Request<{ id: string; language: string }>, response) => {
      const { id, language } = request.params;
      const { issuer } = callerIn(request);
      const record = await registry.document(id, issuer.id);
      if (record === null) throw new Problem('document-unknown');
      const stopwatch = new Stopwatch();
      const sheet = isLanguage(language) ? await sheets.make(record, issuer, language, stopwatch) : null;
      if (sheet === null || !isLanguage(language)) {
        throw new Problem(record.purgedAt === null ? 'file-unknown' : 'document-purged');
      }
      const title = core.locales.say(language, 'signing-sheet', 'title.document', { number: record.number });
      response.setHeader('Content-Type', mediaTypes.pdf);
      response.setHeader('Content-Language', language);
      response.setHeader('Server-Timing', stopwatch.header());
      // Another signature, another state: what was said a minute ago may be outdated.
      response.setHeader('Cache-Control', 'no-store');
      response.setHeader(
        'Content-Disposition',
        fileNameHeader('attachment', title, `${record.form}-${language}-signatures`, 'pdf'),
      );
      response.send(Buffer.from(sheet.buffer, sheet.byteOffset, sheet.byteLength));
    })
    .all(refuseOtherMethods('GET, HEAD'));

  return router;
}
