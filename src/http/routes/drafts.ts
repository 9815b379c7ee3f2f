import { Router, type Request } from 'express';
import type { Core } from '../../core.ts';
import { Stopwatch } from '../../drafts/stopwatch.ts';
import type { FormDefinition } from '../../forms/definition.ts';
import type { JsonObject } from '../../forms/json.ts';
import type { ValidationOptions } from '../../forms/payload-check.ts';
import type { Metrics } from '../../observe/metrics.ts';
import { describeError } from '../../problem-text.ts';
import { refuseErrors, refuseTooManyRows, type RenderedFile, type Rendering } from '../../drafts/drafts.ts';
import type { Format } from '../../render/formats.ts';
import { bodyTypeOf, readLines, readPayload, rowsType } from '../body.ts';
import { requireScope } from '../callers.ts';
import { describeFile } from '../file-answer.ts';
import { documentLanguagesOf, flagOf, formatOf, interfaceLanguageOf } from '../negotiation.ts';
import { refuseOtherMethods } from '../problem-answer.ts';
import type { ProgressBoard } from '../progress-board.ts';

/** Payloads in: checked, or rendered as a draft. Nothing is kept. */
export function draftRoutes(core: Core, metrics: Metrics, board: ProgressBoard): Router {
  const router = Router();
  const { catalogue, drafts, registers, locales } = core;

  router
    .route('/v1/forms/:form/validate')
    .post(requireScope('render'), async (request: Request<{ form: string }>, response) => {
      const form = catalogue.get(request.params.form);
      const payload = await payloadOf(request, form);
      const validation = drafts.validate(form, payload, {
        languages: documentLanguagesOf(request, form),
        incomplete: flagOf(request, 'incomplete'),
      });
      refuseErrors(validation.errors);
      const language = interfaceLanguageOf(request);
      response.json({
        valid: true,
        derived: validation.derived,
        warnings: validation.warnings.map((warning) => describeError(warning, locales, language, form)),
      });
    })
    .all(refuseOtherMethods('POST'));

  router
    .route('/v1/forms/:form/render')
    .post(requireScope('render'), async (request: Request<{ form: string }>, response) => {
      const form = catalogue.get(request.params.form);
      const languages = documentLanguagesOf(request, form);
      const format = formatOf(request);
      const incomplete = flagOf(request, 'incomplete');
      const stopwatch = new Stopwatch(board.follow(request, response));
      const finish = metrics.renders.startTimer({ form: form.id, format });
      const file = await renderedFile(request, form, { languages, format, incomplete }, stopwatch);
      describeFile(response, { form, languages, format, timing: stopwatch.header(), warnings: file.warnings });
      response.send(Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength));
      finish();
    })
    .all(refuseOtherMethods('POST'));

  return router;

  /** The workbook of a register is written while its rows are checked; everything else from the payload as a whole. */
  async function renderedFile(
    request: Request,
    form: FormDefinition,
    options: Rendering & ValidationOptions,
    stopwatch: Stopwatch,
  ): Promise<RenderedFile> {
    const { languages, format } = options;
    const [language, other] = languages;
    if (format !== 'xlsx' || form.about.rows === undefined || language === undefined || other !== undefined) {
      return drafts.render(form, await payloadOf(request, form, format), options, stopwatch);
    }
    const rows =
      bodyTypeOf(request) === rowsType
        ? { rows: registers.read(form, readLines(request)), errors: [] }
        : registers.rowsOf(form, await readPayload(request, form), options);
    return registers.renderXlsx(form, language, rows, options, stopwatch);
  }

  /** The payload of either body: JSON, or the rows of a register. */
  async function payloadOf(request: Request, form: FormDefinition, format?: Format): Promise<JsonObject> {
    if (bodyTypeOf(request) !== rowsType) return readPayload(request, form);
    const payload = await registers.payload(form, readLines(request));
    if (format !== undefined) refuseTooManyRows(form, payload, format);
    return payload;
  }
}
