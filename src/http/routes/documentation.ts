import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Router } from 'express';
import type { Configuration } from '../../config.ts';
import type { Core } from '../../core.ts';
import { openApiDocument } from '../openapi/document.ts';
import { refuseOtherMethods } from '../problem-answer.ts';

/** Swagger UI needs inline styles and data images; everything it loads is ours. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Nysan API</title>
<link rel="stylesheet" href="docs/swagger-ui.css"></head>
<body><div id="page"></div><script src="docs/swagger-ui-bundle.js"></script><script src="docs/start.js"></script></body>
</html>`;

const startScript = `SwaggerUIBundle({ url: 'openapi.json', dom_id: '#page', validatorUrl: null, docExpansion: 'none' });`;

const assets = ['swagger-ui.css', 'swagger-ui-bundle.js'];
/** Found, not imported: the package would load its whole page, 30 MB, into the service. */
const assetFolder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

/** The description of the doors, and a page to read and try it; all from our own files. */
export function documentationRoutes(core: Core, configuration: Configuration): Router {
  // The page's own addresses are relative to /docs: /docs/ would be another page.
  const router = Router({ strict: true });
  const description = JSON.stringify(openApiDocument(core.catalogue.all(), configuration.publicUrl));
  const serve = (path: string, type: string, content: string) => {
    router
      .route(path)
      .get((_request, response) => {
        response.type(type).send(content);
      })
      .all(refuseOtherMethods('GET, HEAD'));
  };
  serve('/openapi.json', 'application/json', description);
  serve('/docs/start.js', 'text/javascript', startScript);
  router
    .route('/docs')
    .get((_request, response) => {
      response.setHeader('Content-Security-Policy', policy);
      response.type('html').send(page);
    })
    .all(refuseOtherMethods('GET, HEAD'));
  router.get('/docs/', (_request, response) => {
    response.redirect(308, '../docs');
  });
  for (const asset of assets) {
    router
      .route(`/docs/${asset}`)
      .get((_request, response) => {
        response.sendFile(asset, { root: assetFolder, maxAge: '1h' });
      })
      .all(refuseOtherMethods('GET, HEAD'));
  }
  return router;
}
