import { type Request, type RequestHandler, type Response, Router } from 'express';
import { batchView } from '../../batches/view.ts';
import type { Batch, BatchesData, BatchForm } from '../../clerk/batches/data.ts';
import { interfaceLanguages } from '../../compose/locales.ts';
import type { Core } from '../../core.ts';
import { type FormDefinition, languagesOf } from '../../forms/definition.ts';
import { titlesOf } from '../../issuing/document-forms.ts';
import { batchActions } from '../../registry/batches.ts';
import { batchesPage } from '../../web/batches-page.ts';
import { formPlace } from '../../web/form-place.ts';
import { Voice } from '../../web/voice.ts';
import { batchOfCaller } from '../batch-of-caller.ts';
import { callerIn, requireScope } from '../callers.ts';
import { clerkLanguageOf } from '../clerk-language.ts';
import { sendPage } from '../page-answer.ts';
import { refuseOtherMethods } from '../problem-answer.ts';

const listLength = 100;

/** Where many documents are made at once: a person sees their own batches. */
export function batchesPages(core: Core, signedIn: RequestHandler): Router {
  const router = Router();
  const { catalogue, locales, assets } = core;
  const { registry } = core.office;
  const allowed = [signedIn, requireScope(...batchActions)];
  const voices = interfaceLanguages.map(
    (language) => [language, new Voice(locales, language, 'clerk-catalogue')] as const,
  );

  router
    .route('/batches')
    .get(allowed, async (request: Request, response: Response) => {
      const { issuer, actor } = callerIn(request);
      const batches = await registry.batches.list({ issuer: issuer.id, actor: actor.id }, listLength);
      const forms = new Set(batches.map(({ form }) => form));
      const titles = Object.fromEntries([...forms].map((id) => [id, titlesOf(id, catalogue)]));
      send(request, response, { kind: 'list', batches: batches.map(viewed), titles });
    })
    .all(refuseOtherMethods('GET, HEAD'));

  router
    .route('/batches/new')
    .get(allowed, (request: Request, response: Response) => {
      const filledIn = catalogue.all().filter(({ about }) => about.filledBy !== 'act');
      send(request, response, { kind: 'new', forms: filledIn.map(batchForm) });
    })
    .all(refuseOtherMethods('GET, HEAD'));

  router
    .route('/batches/:id')
    .get(allowed, async (request: Request<{ id: string }>, response: Response) => {
      const batch = await batchOfCaller(request, registry);
      const { kk, ru } = catalogue.get(batch.form).locales;
      send(request, response, {
        kind: 'batch',
        batch: viewed(batch),
        title: titlesOf(batch.form, catalogue),
        labels: { kk: kk.fields, ru: ru.fields },
      });
    })
    .all(refuseOtherMethods('GET, HEAD'));

  return router;

  function send(request: Request, response: Response, data: BatchesData): void {
    const language = clerkLanguageOf(request, response);
    sendPage(response, batchesPage(data, { language, caller: callerIn(request) }, locales, assets));
  }

  function batchForm(form: FormDefinition): BatchForm {
    const { id, about } = form;
    const places = voices.map(([language, voice]) => [language, formPlace(about, voice)] as const);
    return {
      id,
      title: titlesOf(id, catalogue),
      place: Object.fromEntries(places) as BatchForm['place'],
      languages: languagesOf(form),
      officialLanguage: about.officialLanguage,
    };
  }
}

/** The view is made for JSON: its type says no more. */
function viewed(batch: Parameters<typeof batchView>[0]): Batch {
  return batchView(batch) as unknown as Batch;
}
