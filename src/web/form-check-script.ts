import { _ } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import type { FormDefinition } from '../forms/definition.ts';
import { payloadAjv } from '../forms/validation.ts';
import { projectPath } from '../project.ts';
import { browserTarget } from './bundles.ts';

/**
 * The check of a form's schema as a script of its own: compiled here, so that the browser evaluates nothing. Its
 * formats are those of the service.
 */
export async function formCheckScript(form: FormDefinition): Promise<Uint8Array> {
  const ajv = payloadAjv({
    // Errors are told in our own words.
    messages: false,
    code: { source: true, esm: true, formats: _`require("./src/forms/formats.ts").payloadFormats` },
  });
  const { 'x-nysan': about, ...schema } = form.schema.bundled;
  const contents = standaloneCode.default(ajv, ajv.compile(schema));
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: projectPath(), loader: 'js' },
    bundle: true,
    format: 'esm',
    target: browserTarget,
    minify: true,
    legalComments: 'none',
    write: false,
    logLevel: 'silent',
  });
  const [script] = outputFiles;
  if (script === undefined) throw new Error(`no check was made of the schema of ${form.id}`);
  return script.contents;
}
