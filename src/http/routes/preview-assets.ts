import { type Request, Router } from 'express';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { previewAssetAddress, previewAssets } from '../../clerk/preview/preview-assets.ts';
import { refuseOtherMethods } from '../problem-answer.ts';

const compress = promisify(gzip);
const resolve = createRequire(import.meta.url).resolve;

/** The reader of PDF files for the pages as printed: from the installed package, of one version, kept for ever. */
export function previewAssetRoutes(): Router {
  const router = Router();
  const { version } = JSON.parse(readFileSync(resolve('pdfjs-dist/package.json'), 'utf8')) as {
    readonly version: string;
  };
  const compressed = new Map<string, Promise<Buffer>>();

  for (const name of previewAssets) {
    const file = resolve(`pdfjs-dist/legacy/build/${name}`);
    router
      .route(previewAssetAddress(version, name))
      .get(async (request: Request, response) => {
        // A worker obeys the policy of its own script: it may load nothing at all, and compile nothing from texts.
        response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
        response.vary('Accept-Encoding');
        response.type('text/javascript');
        if (request.acceptsEncodings('gzip') === 'gzip') {
          response.setHeader('Content-Encoding', 'gzip');
          response.send(await inGzip(file));
        } else {
          response.send(await readFile(file));
        }
      })
      .all(refuseOtherMethods('GET, HEAD'));
  }

  return router;

  /** Compressed when it is first asked for. */
  function inGzip(file: string): Promise<Buffer> {
    const known = compressed.get(file) ?? readFile(file).then((content) => compress(content, { level: 9 }));
    compressed.set(file, known);
    return known;
  }
}
