import { type Request, type Response, Router } from 'express';
import type { Core } from '../../core.ts';
import { Problem } from '../../problem.ts';
import type { Asset } from '../../web/clerk-assets.ts';
import { refuseOtherMethods } from '../problem-answer.ts';

/** Scripts, stylesheets, faces and words of the clerk's pages. Their addresses change with their content. */
export function clerkAssetRoutes({ catalogue, assets }: Core): Router {
  const router = Router();

  router
    .route('/clerk/forms/:check')
    .get(async (request: Request<{ check: string }>, response) => {
      const form = catalogue.all().find((one) => assets.checkAddress(one).endsWith(`/${request.params.check}`));
      if (form === undefined) throw new Problem('route-unknown');
      await send(request, response, request.params.check, await assets.check(form));
    })
    .all(refuseOtherMethods('GET, HEAD'));

  router
    .route('/clerk/:name')
    .get(async (request: Request<{ name: string }>, response) => {
      const asset = await assets.asset(request.params.name);
      if (asset === undefined) throw new Problem('route-unknown');
      await send(request, response, request.params.name, asset);
    })
    .all(refuseOtherMethods('GET, HEAD'));

  return router;

  async function send(request: Request, response: Response, name: string, asset: Asset): Promise<void> {
    response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
    response.vary('Accept-Encoding');
    response.type(asset.type);
    if (request.acceptsEncodings('gzip') === 'gzip') {
      response.setHeader('Content-Encoding', 'gzip');
      response.send(Buffer.from(await assets.compressed(name, asset)));
    } else {
      response.send(Buffer.from(asset.content));
    }
  }
}
