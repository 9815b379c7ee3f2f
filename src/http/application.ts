import express, { type Express } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import type { Configuration } from '../config.ts';
import type { Core } from '../core.ts';
import { openMetrics } from '../observe/metrics.ts';
import { Readiness } from '../observe/readiness.ts';
import type { FirstUserCode } from '../people/first-user.ts';
import type { Messenger } from '../webhooks/messenger.ts';
import { isForPdf, refuseWhenBusy } from './busy.ts';
import { requireCaller } from './callers.ts';
import { requireSignIn } from './page-callers.ts';
import { answerProblems, refuseUnknownRoute } from './problem-answer.ts';
import { ProgressBoard } from './progress-board.ts';
import { limitPublicRequests } from './public-limit.ts';
import { requestContext } from './request-context.ts';
import { Sessions } from './sessions.ts';
import { closeConnectionsWhen, refuseWorkWhen } from './stopping.ts';
import { batchTemplateRoutes } from './routes/batch-template.ts';
import { batchRoutes } from './routes/batches.ts';
import { clerkAssetRoutes } from './routes/clerk-assets.ts';
import { clerkPages } from './routes/clerk-pages.ts';
import { documentRoutes } from './routes/documents.ts';
import { documentationRoutes } from './routes/documentation.ts';
import { draftRoutes } from './routes/drafts.ts';
import { formRoutes } from './routes/forms.ts';
import { listRoutes } from './routes/lists.ts';
import { openidLink, openidRoutes } from './routes/openid.ts';
import { operationRoutes } from './routes/operations.ts';
import { paperRoutes } from './routes/paper.ts';
import { progressRoutes } from './routes/progress.ts';
import { sessionRoutes } from './routes/session.ts';
import { signInPages } from './routes/sign-in.ts';
import { savedDraftRoutes } from './routes/saved-drafts.ts';
import { previewAssetRoutes } from './routes/preview-assets.ts';
import { signingPages } from './routes/signing-page.ts';
import { signatureRoutes } from './routes/signatures.ts';
import { signatureSheetRoutes } from './routes/signature-sheets.ts';
import { valueRoutes } from './routes/values.ts';
import { verificationPages } from './routes/verification-pages.ts';
import { verificationRoutes } from './routes/verifications.ts';
import { webhookRoutes } from './routes/webhooks.ts';

/** The HTTP door: who comes in, what they may ask, how they are answered. */
export function application(
  core: Core,
  {
    configuration,
    key,
    firstUser,
    messenger,
    log,
    stopping,
  }: {
    readonly configuration: Configuration;
    readonly key: string;
    /** Null when there are people already. */
    readonly firstUser: FirstUserCode | null;
    /** Null where nothing is sent to webhooks. */
    readonly messenger: Messenger | null;
    readonly log: Logger;
    readonly stopping: () => boolean;
  },
): Express {
  const app = express();
  const metrics = openMetrics(core.pool, messenger);
  // One limit for pages and JSON: they tell the same.
  const limited = limitPublicRequests(configuration.publicRequests);
  const { registry, firstIssuer } = core.office;
  const sessions = new Sessions(registry, configuration.publicUrl);
  const keyed = requireCaller({ registry, bootstrap: { key, issuer: firstIssuer }, sessions });
  app.set('trust proxy', configuration.proxies);
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use(requestContext(log, metrics));
  app.use(closeConnectionsWhen(stopping));
  app.use(
    helmet({
      contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
      // Whether TLS ends here is for the operator's proxy to say.
      strictTransportSecurity: false,
    }),
  );
  app.use(operationRoutes(new Readiness(core.pool, core.office.registry, log), metrics, keyed, stopping));
  app.use(documentationRoutes(core, configuration));
  app.use('/v1', refuseWorkWhen(stopping));
  app.use(verificationRoutes(core, limited), verificationPages(core, limited), signingPages(core, keyed, sessions));
  const { openid } = configuration;
  if (openid !== null) app.use(openidRoutes(core, { settings: openid, sessions, limited, log }));
  app.use(signInPages(core, { sessions, firstUser, openidLink: openid === null ? null : openidLink(core, openid) }));
  app.use(clerkAssetRoutes(core), previewAssetRoutes(), clerkPages(core, requireSignIn(sessions, core.locales)));
  const board = new ProgressBoard();
  app.use('/v1', keyed);
  app.use('/v1/forms/:form/render', refuseWhenBusy(core.pool, isForPdf));
  app.use(
    /^\/v1\/(forms\/[^/]+\/preview|documents|bundles)$/,
    refuseWhenBusy(core.pool, () => true),
  );
  app.use(
    sessionRoutes(),
    formRoutes(core, metrics, board),
    listRoutes(core),
    draftRoutes(core, metrics, board),
    progressRoutes(board),
    paperRoutes(core, metrics),
    valueRoutes(core),
    savedDraftRoutes(core),
    signatureSheetRoutes(core),
    documentRoutes(core),
    signatureRoutes(core),
    webhookRoutes(core, configuration.webhookHosts),
    batchRoutes(core, stopping),
    batchTemplateRoutes(core),
  );
  app.use(refuseUnknownRoute);
  // Under this path the answer knows the form, and calls its fields by their labels.
  app.use('/v1/forms/:form', answerProblems(core.locales, core.catalogue, log));
  app.use(answerProblems(core.locales, core.catalogue, log));
  return app;
}
