import { type Request, Router } from 'express';
import type { Core } from '../../core.ts';
import { Problem } from '../../problem.ts';
import { draftLimit, type DraftOwner, type DraftSummary, type SeenVersion } from '../../registry/saved-drafts.ts';
import { callerIn, requireScope } from '../callers.ts';
import { isHeldByCaller } from '../entity-tag.ts';
import { refuseOtherMethods } from '../problem-answer.ts';
import { readRequest } from '../request-bodies.ts';

const draftBytes = 2 * 1024 * 1024;
const draftId = /^[A-Za-z0-9_-]{16,64}$/;
const versionTag = /^"(\d{1,9})-([0-9a-f]{64})"$/;

/** Drafts of the one who asks, person or key: nobody else of the issuer sees them. */
export function savedDraftRoutes({ catalogue, office: { registry } }: Core): Router {
  const router = Router();
  router.use('/v1/drafts', requireScope('render'), (_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });

  router
    .route('/v1/drafts')
    .get(async (request, response) => {
      response.json({ drafts: (await registry.savedDrafts(ownerIn(request))).map(shown) });
    })
    .all(refuseOtherMethods('GET, HEAD'));

  router
    .route('/v1/drafts/:id')
    .get(async (request, response) => {
      const draft = await registry.savedDraft(idIn(request), ownerIn(request));
      if (draft === null) throw new Problem('draft-unknown');
      response.setHeader('ETag', tagOf(draft));
      if (isHeldByCaller(request, tagOf(draft))) response.status(304).end();
      else response.json({ ...shown(draft), payload: draft.payload, unreadable: draft.unreadable });
    })
    .put(async (request, response) => {
      const [id, owner, seen] = [idIn(request), ownerIn(request), seenIn(request)];
      const { value } = await readRequest(request, 'draft', draftBytes);
      const { title, language, payload, unreadable = {} } = value;
      const form = catalogue.get(value.form).id;
      const saved = await registry.saveDraft({
        id,
        owner,
        seen,
        content: { form, title, language, payload, unreadable },
      });
      if (saved.kind === 'changed') throw new Problem('draft-changed');
      if (saved.kind === 'full') throw new Problem('drafts-full', { params: { limit: draftLimit } });
      response.setHeader('ETag', tagOf(saved.draft));
      response.status(saved.isNew ? 201 : 200).json(shown(saved.draft));
    })
    .delete(async (request, response) => {
      const seen = request.headers['if-match'] === undefined ? null : seenIn(request);
      const outcome = await registry.deleteDraft(idIn(request), ownerIn(request), seen);
      if (outcome === 'unknown') throw new Problem('draft-unknown');
      if (outcome === 'changed') throw new Problem('draft-changed');
      response.status(204).end();
    })
    .all(refuseOtherMethods('GET, HEAD, PUT, DELETE'));

  return router;
}

function ownerIn(request: Request): DraftOwner {
  const { issuer, actor } = callerIn(request);
  return { issuer: issuer.id, actor: actor.id };
}

/** @throws Problem `draft-unknown` for what cannot be the id of a draft */
function idIn(request: Request<{ id: string }>): string {
  const { id } = request.params;
  if (!draftId.test(id)) throw new Problem('draft-unknown');
  return id;
}

/**
 * The version that the caller has seen; null for a draft that must be new.
 * @throws Problem `draft-version-missing`; `draft-changed` for a version that there never was
 */
function seenIn(request: Request): SeenVersion | null {
  const { 'if-match': match, 'if-none-match': none } = request.headers;
  if (match === undefined) {
    if (none === '*') return null;
    throw new Problem('draft-version-missing');
  }
  const [, version, digest] = versionTag.exec(match) ?? [];
  if (version === undefined || digest === undefined) throw new Problem('draft-changed');
  return { version: Number(version), digest };
}

function tagOf({ version, digest }: DraftSummary): string {
  return `"${version}-${digest}"`;
}

function shown({ id, form, title, language, savedAt, version }: DraftSummary) {
  return { id, form, title, language, savedAt, version };
}
