import { _ } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import type { FormDefinition } from '../forms/definition.ts';
import { payloadAjv } from '../forms/validation.ts';
import { bundleText } from './bundles.ts';

/**
 * The check of a form's schema as a script of its own: compiled here, so that the browser evaluates nothing. Its
 * formats are those of the service.
 */
export function formCheckScript(form: FormDefinition): Promise<Uint8Array> {
  const ajv = payloadAjv({
    // Errors are told in our own words.
    messages: false,
    code: { source: true, esm: true, formats: _`require("./src/forms/formats.ts").payloadFormats` },
  });
  const { 'x-nysan': about, ...schema } = form.schema.bundled;
  return bundleText(standaloneCode.default(ajv, ajv.compile(schema)));
}
