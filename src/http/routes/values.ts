import { type Request, Router } from 'express';
import type { Core } from '../../core.ts';
import { FileValuesReader } from '../../values/file-values.ts';
import { requireScope } from '../callers.ts';
import { refuseOtherMethods } from '../problem-answer.ts';
import { readDocumentFile } from '../upload.ts';

/** A file in, its values out: a blank that was filled in with a PDF viewer, or a document that was issued. */
export function valueRoutes({ catalogue, composer, validator }: Core): Router {
  const router = Router();
  const reader = new FileValuesReader({ catalogue, composer, validator });

  router
    .route('/v1/values')
    .post(requireScope('render'), async (request, response) => {
      response.json(await reader.read(await readDocumentFile(request)));
    })
    .all(refuseOtherMethods('POST'));

  router
    .route('/v1/forms/:form/values')
    .post(requireScope('render'), async (request: Request<{ form: string }>, response) => {
      const form = catalogue.get(request.params.form);
      response.json(await reader.read(await readDocumentFile(request), form));
    })
    .all(refuseOtherMethods('POST'));

  return router;
}
