import express, { Router } from 'express';
import swaggerUi from 'swagger-ui-dist';
import type { Configuration } from '../../config.ts';
import type { Core } from '../../core.ts';
import { openApiDocument } from '../openapi/document.ts';

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

/** The description of the doors, and a page to read and try it; all from our own files. */
export function documentationRoutes(core: Core, configuration: Configuration): Router {
  const router = Router();
  const description = JSON.stringify(openApiDocument(core.catalogue.all(), configuration.publicUrl));
  router.get('/openapi.json', (_request, response) => {
    response.type('application/json').send(description);
  });
  router.get('/docs', (_request, response) => {
    response.setHeader('Content-Security-Policy', policy);
    response.type('html').send(page);
  });
  router.get('/docs/start.js', (_request, response) => {
    response.type('text/javascript').send(startScript);
  });
  router.use(
    '/docs',
    express.static(swaggerUi.getAbsoluteFSPath(), { index: false, redirect: false, maxAge: '1h', dotfiles: 'ignore' }),
  );
  return router;
}
