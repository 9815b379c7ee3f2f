import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Request, type Response, Router } from 'express';
import { documentsOf } from '../../batches/archive/documents.ts';
import { zipped } from '../../batches/archive/zip.ts';
import { writeErrors } from '../../batches/sheet/error-sheet.ts';
import { batchView, failureVoice, itemView } from '../../batches/view.ts';
import { interfaceLanguages } from '../../compose/locales.ts';
import type { Core } from '../../core.ts';
import { Problem } from '../../problem.ts';
import {
  type Batch,
  batchActions,
  type BatchChange,
  type BatchItem,
  itemStates,
  type NewBatch,
} from '../../registry/batches.ts';
import { formats, mediaTypes } from '../../render/formats.ts';
import { batchOfCaller } from '../batch-of-caller.ts';
import { rowsOfBody } from '../batch-body.ts';
import { sendProgress } from '../batch-events.ts';
import { callerIn, requireScope } from '../callers.ts';
import { fileNameHeader } from '../file-name.ts';
import { idempotencyOf } from '../idempotency.ts';
import { countOf, flagOf, givenLanguagesOf, interfaceLanguageOf, queryText, wordOf } from '../negotiation.ts';
import { refuseOtherMethods } from '../problem-answer.ts';

const accepted = 202;
/** An issued document is no HTML: it has a place on paper. */
const issuedFormats = formats.filter((format) => format !== 'html');
const listLength = 100;
const itemsLength = 200;
const lastPosition = 999_999;
const route = 'POST /v1/batches';

/** Many documents at once. A person or key sees its own batches only. */
export function batchRoutes(core: Core, stopping: () => boolean): Router {
  const router = Router();
  const { catalogue, batches, locales } = core;
  const { registry, files } = core.office;
  router.use('/v1/batches', requireScope(...batchActions), (_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });

  router
    .route('/v1/batches')
    .post(async (request, response) => {
      const order = orderIn(request);
      const form = catalogue.get(order.form);
      // A key that cannot be one is refused before the body is read.
      idempotencyOf(request, route, {});
      const hash = createHash('sha256');
      const { actor: _actor, issuer: _issuer, ...asked } = order;
      const outcome = await batches.receive(order, rowsOfBody(request, form, core.composer, hash), {
        claim: () => idempotencyOf(request, route, { ...asked, body: hash.digest('hex') }),
        respond: (batch) => ({ status: accepted, body: batchView(batch) }),
      });
      if (outcome.kind === 'conflict') throw new Problem('idempotency-conflict');
      if (outcome.kind === 'inFlight') throw new Problem('idempotency-in-flight');
      const { status, body } = outcome.response;
      response.setHeader('Location', `/v1/batches/${idIn(body)}`);
      response.status(status).json(body);
    })
    .get(async (request, response) => {
      const { issuer, actor } = callerIn(request);
      const own = await registry.batches.list({ issuer: issuer.id, actor: actor.id }, listLength);
      response.json({ batches: own.map(batchView) });
    })
    .all(refuseOtherMethods('GET, HEAD, POST'));

  router
    .route('/v1/batches/:id')
    .get(async (request, response) => {
      response.json(batchView(await batchOf(request)));
    })
    .delete(async (request, response) => {
      const { id } = await batchOf(request);
      if (!(await registry.batches.forget(id))) throw new Problem('batch-under-way');
      response.status(204).end();
    })
    .all(refuseOtherMethods('GET, HEAD, DELETE'));

  router
    .route('/v1/batches/:id/events')
    .get(async (request, response) => {
      const { id } = await batchOf(request);
      await sendProgress(request, response, { find: () => registry.batches.find(id), isEnough: stopping });
    })
    .all(refuseOtherMethods('GET, HEAD'));

  router
    .route('/v1/batches/:id/items')
    .get(async (request, response) => {
      const batch = await batchOf(request);
      const state = wordOf(request, 'state', itemStates);
      const limit = countOf(request, 'limit', itemsLength) ?? itemsLength;
      const after = countOf(request, 'after', lastPosition) ?? 0;
      const items = await registry.batches.items(batch.id, {
        after,
        limit,
        ...(state === undefined ? {} : { state }),
      });
      const problem = failureVoice(locales, interfaceLanguageOf(request), catalogue.get(batch.form));
      const last = items.length === limit ? items.at(-1) : undefined;
      const shown = await Promise.all(items.map((item) => withNumber(item, batch)));
      response.json({ items: shown.map((item) => itemView(item, problem)), next: last?.position ?? null });
    })
    .all(refuseOtherMethods('GET, HEAD'));

  router
    .route('/v1/batches/:id/archive')
    .get(async (request, response) => {
      const batch = await overIn(request);
      const { issuer, actor } = callerIn(request);
      describeDownload(response, batch, 'application/zip', 'zip');
      await stream(response, zipped(documentsOf(batch, { registry, files, issuer, actor })));
    })
    .all(refuseOtherMethods('GET, HEAD'));

  router
    .route('/v1/batches/:id/errors.xlsx')
    .get(async (request, response) => {
      const batch = await batchOf(request);
      const form = catalogue.get(batch.form);
      // A link has no Accept-Language of its own: pages say theirs in the address.
      const language = wordOf(request, 'language', interfaceLanguages) ?? interfaceLanguageOf(request);
      describeDownload(response, batch, mediaTypes.xlsx, 'xlsx');
      await writeErrors(response, batch, registry.batches, {
        words: core.composer.words(form, language === 'kk' ? 'kk' : 'ru'),
        locales,
        voice: failureVoice(locales, language, form),
      });
    })
    .all(refuseOtherMethods('GET, HEAD'));

  for (const change of ['pause', 'resume', 'cancel'] as const satisfies readonly BatchChange[]) {
    router
      .route(`/v1/batches/:id/${change}`)
      .post(async (request: Request<{ id: string }>, response) => {
        response.json(batchView(await batches.change(await batchOf(request), change)));
      })
      .all(refuseOtherMethods('POST'));
  }

  return router;

  /** @throws Problem `form-unknown`, `query-invalid`, `query-repeated`, `scope-missing` */
  function orderIn(request: Request): NewBatch {
    const form = catalogue.get(queryText(request, 'form') ?? '');
    const action = wordOf(request, 'action', batchActions) ?? 'render';
    const { issuer, actor, scopes } = callerIn(request);
    if (!scopes.includes(action)) throw new Problem('scope-missing', { params: { scope: action } });
    return {
      issuer: issuer.id,
      actor,
      form: form.id,
      action,
      languages: givenLanguagesOf(request) ?? [form.about.officialLanguage],
      format: wordOf(request, 'format', action === 'issue' ? issuedFormats : formats) ?? 'pdf',
      dryRun: flagOf(request, 'dryRun'),
    };
  }

  function batchOf(request: Request<{ id: string }>): Promise<Batch> {
    return batchOfCaller(request, registry);
  }

  /** A row that brought no number has that of its document. */
  async function withNumber(item: BatchItem, { issuer }: Batch): Promise<BatchItem> {
    const { document, number } = item;
    if (document === null || number !== null) return item;
    return { ...item, number: (await registry.document(document, issuer))?.number ?? null };
  }

  async function overIn(request: Request<{ id: string }>): Promise<Batch> {
    const batch = await batchOf(request);
    if (batch.finishedAt === null) throw new Problem('batch-under-way');
    return batch;
  }

  function describeDownload(response: Response, batch: Batch, type: string, ending: string): void {
    const { title } = catalogue.get(batch.form).locales[batch.languages[0] ?? 'ru'];
    response.setHeader('Content-Type', type);
    const day = batch.createdAt.slice(0, 10);
    response.setHeader(
      'Content-Disposition',
      fileNameHeader('attachment', `${title} ${day}`, `${batch.form}-${batch.id}`, ending),
    );
  }
}

/** What is written as it is made; whoever asked may go away before the end. */
async function stream(response: Response, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    await pipeline(Readable.from(chunks, { objectMode: false }), response);
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ERR_STREAM_PREMATURE_CLOSE')) throw cause;
  }
}

function idIn(body: unknown): string {
  const id = typeof body === 'object' && body !== null && 'id' in body ? body.id : undefined;
  return String(id);
}
