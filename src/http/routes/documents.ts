import { Router, type Request, type Response } from 'express';
import type { Language } from '../../compose/document.ts';
import type { Core } from '../../core.ts';
import { refuseErrors } from '../../drafts/drafts.ts';
import { parseLanguages } from '../../drafts/languages.ts';
import { Stopwatch } from '../../drafts/stopwatch.ts';
import { contentParts } from '../../issuing/content.ts';
import { numberErrors } from '../../issuing/document-number.ts';
import { documentView, masterOf } from '../../issuing/document-view.ts';
import { Problem } from '../../problem.ts';
import type { DocumentRecord, StatusChange } from '../../registry/record.ts';
import type { StoredResponse } from '../../registry/reservation.ts';
import { isFormat, mediaTypes } from '../../render/formats.ts';
import { verificationUrl } from '../../trust/code/verification-url.ts';
import { bytesOfCode } from '../../verification/code-bytes.ts';
import { callerIn, documentReaders, requireScope } from '../callers.ts';
import { isHeldByCaller } from '../entity-tag.ts';
import { fileNameHeader } from '../file-name.ts';
import { idempotencyOf } from '../idempotency.ts';
import { countOf } from '../negotiation.ts';
import { refuseOtherMethods } from '../problem-answer.ts';
import { asRefusals, asStatusRefusals } from '../refusals.ts';
import { readRequest, type RequestName } from '../request-bodies.ts';
import { searchQuery } from '../search-query.ts';

/** A document has as many revisions as signatures, and one more. */
const lastRevision = 9999;

/** Issued documents: made, read, searched, and what becomes of them. A key sees the documents of its issuer only. */
export function documentRoutes(core: Core): Router {
  const router = Router();
  const { registry, issuing, files, publicUrl } = core.office;

  router
    .route('/v1/documents')
    .post(requireScope('issue'), async (request, response) => {
      const { value, raw } = await readRequest(request, 'issue');
      if (value.number !== undefined) refuseErrors(numberErrors(value.number, '/number'));
      const languages = languagesOf(value.language);
      const { issuer, actor } = callerIn(request);
      const stopwatch = new Stopwatch();
      const stored = await asRefusals(() =>
        issuing.issue(
          {
            parts: [{ form: value.form, data: value.data, pointer: '/data' }],
            languages,
            number: value.number ?? null,
            replaces: null,
          },
          { issuer, actor, idempotency: idempotencyOf(request, 'POST /v1/documents', raw), stopwatch },
        ),
      );
      await sendIssued(request, response, stored, { languages, format: value.format, stopwatch });
    })
    .all(refuseOtherMethods('POST'));

  router
    .route('/v1/bundles')
    .post(requireScope('issue'), async (request, response) => {
      const { value, raw } = await readRequest(request, 'bundle');
      if (value.number !== undefined) refuseErrors(numberErrors(value.number, '/number'));
      const languages = languagesOf(value.language);
      const { issuer, actor } = callerIn(request);
      const [first, ...others] = value.parts.map((part, index) => ({ ...part, pointer: `/parts/${index}/data` }));
      if (first === undefined) throw new Error('the schema of bundles lets an empty one pass');
      const stopwatch = new Stopwatch();
      const stored = await asRefusals(() =>
        issuing.issue(
          { parts: [first, ...others], languages, number: value.number ?? null, replaces: null },
          { issuer, actor, idempotency: idempotencyOf(request, 'POST /v1/bundles', raw), stopwatch },
        ),
      );
      await sendIssued(request, response, stored, { languages, format: value.format, stopwatch });
    })
    .all(refuseOtherMethods('POST'));

  router
    .route('/v1/documents/search')
    .post(requireScope(...documentReaders), async (request, response) => {
      const { value } = await readRequest(request, 'search');
      const { issuer } = callerIn(request);
      const page = await asRefusals(() => registry.search(searchQuery(value, issuer.id, core.now())));
      const documents = await Promise.all(page.records.map((record) => foundOf(record)));
      response.json({ documents, next: page.next });
    })
    .all(refuseOtherMethods('POST'));

  router
    .route('/v1/documents/:id')
    .get(requireScope(...documentReaders), async (request: Request<{ id: string }>, response) => {
      response.json(await viewOf(await documentOf(request, request.params.id)));
    })
    .all(refuseOtherMethods('GET, HEAD'));

  router
    .route('/v1/documents/:id/payload')
    .get(requireScope('issue'), async (request: Request<{ id: string }>, response) => {
      const record = await documentOf(request, request.params.id);
      const payload = await registry.payload(record.id);
      if (payload === null) throw new Problem('document-purged');
      const { number, languages } = record;
      response.setHeader('Cache-Control', 'no-store');
      response.json({ number, languages, parts: contentParts(record, payload) });
    })
    .all(refuseOtherMethods('GET, HEAD'));

  router
    .route('/v1/documents/:id/files/:name')
    .get(requireScope(...documentReaders), async (request: Request<{ id: string; name: string }>, response) => {
      const record = await documentOf(request, request.params.id);
      const revision = countOf(request, 'revision', lastRevision);
      await sendFile(request, response, record, { name: request.params.name, revision, stopwatch: new Stopwatch() });
    })
    .all(refuseOtherMethods('GET, HEAD'));

  changeRoute('revocation', () => ({ kind: 'revoke' }));
  changeRoute('reinstatement', () => ({ kind: 'reinstate' }), 'revocation');
  changeRoute('extension', (body) => ({ kind: 'extend', validUntil: String(body['validUntil']) }));
  changeRoute('replacement', (body) => ({ kind: 'replace', by: String(body['by']) }));

  return router;

  function changeRoute(
    path: 'revocation' | 'reinstatement' | 'extension' | 'replacement',
    changeOf: (body: Readonly<Record<string, unknown>>) => StatusChange,
    schema: RequestName = path === 'reinstatement' ? 'revocation' : path,
  ): void {
    router
      .route(`/v1/documents/:id/${path}`)
      .post(requireScope('revoke'), async (request: Request<{ id: string }>, response) => {
        const { value, raw } = await readRequest(request, schema);
        const { issuer, actor } = callerIn(request);
        const body = value as Readonly<Record<string, unknown>>;
        const document = await documentOf(request, request.params.id);
        const kept = await registry.files(document.id);
        const outcome = await asStatusRefusals(() =>
          registry.changeStatus({
            document: document.id,
            issuer: issuer.id,
            change: changeOf(body),
            reason: String(body['reason']),
            actor,
            at: core.now(),
            idempotency: idempotencyOf(request, `POST /v1/documents/${document.id}/${path}`, raw),
            respond: (record) => ({ status: 200, body: documentView(record, urlOf(record), kept, core.now()) }),
          }),
        );
        if (outcome.kind === 'conflict') throw new Problem('idempotency-conflict');
        if (outcome.kind === 'inFlight') throw new Problem('idempotency-in-flight');
        response.status(outcome.response.status).json(outcome.response.body);
      })
      .all(refuseOtherMethods('POST'));
  }

  /** 201 with the record, or with the bytes that were asked for at once. */
  async function sendIssued(
    request: Request,
    response: Response,
    stored: StoredResponse,
    {
      languages,
      format,
      stopwatch,
    }: {
      readonly languages: readonly Language[];
      readonly format: string | undefined;
      readonly stopwatch: Stopwatch;
    },
  ): Promise<void> {
    const id = idIn(stored.body);
    response.setHeader('Location', `/v1/documents/${id}`);
    if (format === undefined) {
      tellTiming(response, stopwatch);
      response.status(stored.status).json(stored.body);
      return;
    }
    const record = await documentOf(request, id);
    const file = { name: `${languages.join('-')}.${format}`, stopwatch };
    await sendFile(request, response.status(stored.status), record, file);
  }

  /** A document of the caller's issuer; those of others do not exist for it. */
  async function documentOf(request: Request, id: string): Promise<DocumentRecord> {
    const record = await registry.document(id, callerIn(request).issuer.id);
    if (record === null) throw new Problem('document-unknown');
    return record;
  }

  /** The holder is told here alone: answers that are kept for retries know nobody, so that a purge need not. */
  async function foundOf(record: DocumentRecord) {
    const { holderName: name, holderBin: bin } = record;
    return { ...(await viewOf(record)), holder: { name, bin } };
  }

  async function viewOf(record: DocumentRecord) {
    return documentView(record, urlOf(record), await registry.files(record.id), core.now());
  }

  function urlOf(record: DocumentRecord): string {
    return verificationUrl(publicUrl, bytesOfCode(record));
  }

  /**
   * A revision of a file, the last one unless told. It never changes: its hash is its strong ETag (RFC 9110 section
   * 8.8.3). Signatures add revisions to the master file alone.
   */
  async function sendFile(
    request: Request,
    response: Response,
    record: DocumentRecord,
    {
      name,
      revision,
      stopwatch,
    }: { readonly name: string; readonly revision?: number | undefined; readonly stopwatch: Stopwatch },
  ): Promise<void> {
    const { issuer, actor } = callerIn(request);
    const file =
      revision === undefined
        ? await files.file(record, issuer, name, actor, stopwatch)
        : await registry.file(record.id, name, revision);
    if (file === null) throw new Problem(record.purgedAt === null ? 'file-unknown' : 'document-purged');
    const [edition = '', format = ''] = name.split('.');
    const form = core.catalogue.get(record.form);
    const title = `${form.locales[edition.startsWith('ru') ? 'ru' : 'kk'].title} ${record.number}`;
    const etag = `"${file.entry.sha256}"`;
    response.setHeader('ETag', etag);
    const mayChange = revision === undefined && name === masterOf(record);
    response.setHeader('Cache-Control', mayChange ? 'private, no-cache' : 'private, max-age=31536000, immutable');
    response.setHeader('Content-Type', isFormat(format) ? mediaTypes[format] : 'application/zip');
    response.setHeader('Content-Language', edition.split('-').join(', '));
    tellTiming(response, stopwatch);
    response.setHeader('Content-Disposition', fileNameHeader('attachment', title, `${record.form}-${edition}`, format));
    if (isHeldByCaller(request, etag)) {
      response.status(304).end();
      return;
    }
    response.send(Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength));
  }
}

/** What was made for this answer; a file that was there already took no steps. */
function tellTiming(response: Response, stopwatch: Stopwatch): void {
  const timing = stopwatch.header();
  if (timing !== '') response.setHeader('Server-Timing', timing);
}

function languagesOf(text: string): readonly Language[] {
  const languages = parseLanguages(text);
  if (languages === null) throw new Error('the schema of orders lets an unknown language pass');
  return languages;
}

function idIn(body: unknown): string {
  return typeof body === 'object' && body !== null && 'id' in body && typeof body.id === 'string' ? body.id : '';
}
