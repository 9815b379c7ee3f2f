import type { Language } from '../../compose/document.ts';
import type { JsonObject } from '../../forms/json.ts';
import type { DraftKeeper } from '../drafts/draft-keeper.ts';
import { post, ServerProblem } from '../server.ts';
import { outgoingPayload } from './outgoing.ts';

/** The record of a new document, as far as the result shows it. */
export interface NewDocument {
  readonly id: string;
  readonly form: string;
  readonly number: string;
  readonly languages: readonly Language[];
  readonly validUntil: string | null;
  readonly presentBy: string | null;
  readonly verification: { readonly url: string; readonly shortCode: string };
  readonly files: readonly { readonly name: string; readonly href: string }[];
  readonly warnings: readonly string[];
}

export interface Issued {
  readonly document: NewDocument;
  /** An earlier order, whose answer was lost, had been carried out: the document says what was typed then. */
  readonly isEarlier: boolean;
}

export interface IssueChoices {
  readonly languages: readonly Language[];
  /** Null: the form has it, or the service gives one. */
  readonly number: string | null;
  /** Why the document that this one replaces is replaced. */
  readonly reason: string;
}

/** The service is still at the order: it is asked again so often, after so long (milliseconds). */
const mostAttempts = 10;
const attemptAfter = 800;

/**
 * Issues what stands on the paper. All orders of a draft carry one key until one is answered, so that there is one
 * document however often this is called and whichever answer was lost.
 *
 * @throws ServerProblem, OfflineError
 */
export async function issueDraft(keeper: DraftKeeper, choices: IssueChoices): Promise<Issued> {
  const { store, draft } = keeper;
  const { replaces } = draft;
  const body: JsonObject = {
    form: store.form.id,
    language: choices.languages.join(','),
    data: outgoingPayload(store),
    ...(choices.number === null ? {} : { number: choices.number }),
  };
  const { key, bodies } = await keeper.noteOrder(body);
  let refusal: unknown;
  for (const [index, sent] of bodies.entries()) {
    try {
      const document = await sendOrder(sent, key);
      const replacement = replaces === null ? null : { document: replaces, reason: choices.reason };
      await keeper.markIssued({ document: document.id, number: document.number, replacement });
      return { document, isEarlier: index > 0 };
    } catch (cause) {
      if (!(cause instanceof ServerProblem)) throw cause;
      refusal = cause;
      // Under this key something else was issued: one of the orders whose answer was lost.
      if (cause.problem.code !== 'idempotency-conflict') break;
    }
  }
  if (bodies.length === 1 && isAnswer(refusal)) await keeper.forgetOrder();
  throw refusal;
}

/** Marks the replaced document as replaced, after the new one was issued. @throws ServerProblem, OfflineError */
export async function replaceOld(keeper: DraftKeeper): Promise<void> {
  const { issued } = keeper.draft;
  if (issued?.replacement == null) return;
  const { document, reason } = issued.replacement;
  await post(
    `/v1/documents/${encodeURIComponent(document)}/replacement`,
    { reason, by: issued.document },
    // One document takes the place of another once: the key follows from both.
    { headers: { 'Idempotency-Key': `replace-${document}-${issued.document}` } },
  );
  await keeper.markIssued({ ...issued, replacement: null });
}

async function sendOrder(body: JsonObject, key: string): Promise<NewDocument> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const response = await post('/v1/documents', body, { headers: { 'Idempotency-Key': key } });
      return (await response.json()) as NewDocument;
    } catch (cause) {
      const isUnderWay = cause instanceof ServerProblem && cause.problem.code === 'idempotency-in-flight';
      if (!isUnderWay || attempt === mostAttempts) throw cause;
      await new Promise((resolve) => {
        setTimeout(resolve, attemptAfter);
      });
    }
  }
}

/** Whether the service has judged the order and refused it; signed out, too busy and broken are no judgement. */
function isAnswer(cause: unknown): boolean {
  if (!(cause instanceof ServerProblem)) return false;
  const { status } = cause.problem;
  return [400, 403, 404, 413, 415, 422].includes(status) && cause.problem.code !== 'idempotency-conflict';
}
