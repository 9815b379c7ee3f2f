import { Router, type RequestHandler } from 'express';
import type { Core } from '../../core.ts';
import { Problem } from '../../problem.ts';
import { readRequest } from '../request-bodies.ts';
import { refuseOtherMethods } from '../problem-answer.ts';
import { readUpload } from '../upload.ts';
import { statusList } from '../../verification/status-list.ts';

/** What anyone may ask without a key, as JSON: is this code, number or file genuine. */
export function verificationRoutes(core: Core, limited: RequestHandler): Router {
  const router = Router();
  const { verifier, keys } = core.office;
  // What a paper is worth may change at any moment, and is nobody's business who does not hold it.
  const unkept: RequestHandler = (_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('X-Robots-Tag', 'noindex, nofollow');
    next();
  };
  router.use('/v1/verifications', unkept);

  router
    .route('/v1/verifications')
    .post(limited, async (request, response) => {
      const check = await verifier.file(await readUpload(request));
      if ('refused' in check) throw new Problem('file-unreadable');
      response.json(check);
    })
    .all(refuseOtherMethods('POST'));

  router
    .route('/v1/verifications/lookup')
    .post(limited, async (request, response) => {
      const { value } = await readRequest(request, 'lookup');
      response.json(await verifier.lookup(value.number, value.shortCode));
    })
    .all(refuseOtherMethods('POST'));

  router
    .route('/v1/verifications/:code')
    .get(limited, async (request, response) => {
      response.json(await verifier.code(request.params.code));
    })
    .all(refuseOtherMethods('GET, HEAD'));

  router
    .route('/.well-known/nysan-keys.json')
    .get((_request, response) => {
      response.json(keys.publicKeys());
    })
    .all(refuseOtherMethods('GET, HEAD'));

  router
    .route('/v1/status-list')
    .get(limited, async (_request, response) => {
      response.json({ lists: await statusList(core.office, core.now()) });
    })
    .all(refuseOtherMethods('GET, HEAD'));

  return router;
}
