import { Router, type Request } from 'express';
import type { Core } from '../../core.ts';
import { type FormDefinition, languagesOf } from '../../forms/definition.ts';
import { blankRowsLimit } from '../../drafts/drafts.ts';
import { Stopwatch } from '../../drafts/stopwatch.ts';
import type { Metrics } from '../../observe/metrics.ts';
import { requireScope } from '../callers.ts';
import { describeFile } from '../file-answer.ts';
import { countOf, documentLanguagesOf, flagOf, formatOf } from '../negotiation.ts';
import { refuseOtherMethods } from '../problem-answer.ts';
import type { ProgressBoard } from '../progress-board.ts';
import { Problem } from '../../problem.ts';

/** The catalogue and what belongs to each form: schema, example, empty form. */
export function formRoutes(core: Core, metrics: Metrics, board: ProgressBoard): Router {
  const router = Router();
  const { catalogue, drafts } = core;

  router
    .route('/v1/forms')
    .get((_request, response) => {
      response.json({ forms: catalogue.all().map((form) => summaryOf(form, core)) });
    })
    .all(refuseOtherMethods('GET, HEAD'));

  router
    .route('/v1/forms/:form')
    .get((request, response) => {
      const form = catalogue.get(request.params.form);
      response.json({ ...summaryOf(form, core), rules: form.about.rules, derived: form.about.derived });
    })
    .all(refuseOtherMethods('GET, HEAD'));

  router
    .route('/v1/forms/:form/schema')
    .get((request, response) => {
      response.type('application/schema+json').send(catalogue.get(request.params.form).schema.bundled);
    })
    .all(refuseOtherMethods('GET, HEAD'));

  router
    .route('/v1/forms/:form/example')
    .get((request, response) => {
      response.json(catalogue.get(request.params.form).example);
    })
    .all(refuseOtherMethods('GET, HEAD'));

  router
    .route('/v1/forms/:form/blank')
    .get(requireScope('render'), async (request: Request<{ form: string }>, response) => {
      const form = catalogue.get(request.params.form);
      const languages = documentLanguagesOf(request, form);
      const format = formatOf(request);
      const rows = countOf(request, 'rows', blankRowsLimit);
      const fillable = flagOf(request, 'fillable');
      if (fillable && format !== 'pdf') {
        throw new Problem('query-invalid', { params: { name: 'fillable', expected: 'format=pdf' } });
      }
      const stopwatch = new Stopwatch(board.follow(request, response));
      const finish = metrics.renders.startTimer({ form: form.id, format });
      const { bytes, warnings } = await drafts.blank(form, { languages, format, rows, fillable }, stopwatch);
      finish();
      describeFile(response, { form, languages, format, timing: stopwatch.header(), warnings });
      response.send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    })
    .all(refuseOtherMethods('GET, HEAD'));

  return router;
}

/** What the catalogue tells of a form. */
function summaryOf(form: FormDefinition, { locales }: Core) {
  const { about } = form;
  const inBoth = (say: (language: 'kk' | 'ru') => string) => ({ kk: say('kk'), ru: say('ru') });
  return {
    id: form.id,
    title: inBoth((language) => form.locales[language].title),
    act: { id: about.act, name: inBoth((language) => locales.say(language, 'acts', `${about.act}.name`)) },
    legalBasis: inBoth((language) => form.locales[language].legalBasis),
    appendix: about.appendix ?? null,
    paragraph: about.paragraph ?? null,
    statutory: about.statutory !== false,
    languages: languagesOf(form),
    edition: about.edition,
    kind: about.kind,
    officialLanguage: about.officialLanguage,
    orientation: about.orientation,
    filledBy: about.filledBy,
    signatories: about.signatories.map(({ id, seal }) => ({
      id,
      seal,
      role: inBoth((language) => form.locales[language].signatories[id] ?? id),
    })),
    publicFacts: about.publicFacts,
    rows: about.rows ?? null,
    corrections: about.corrections,
    links: Object.fromEntries(
      ['schema', 'example', 'blank', 'validate', 'render'].map((part) => [part, `/v1/forms/${form.id}/${part}`]),
    ),
  };
}
