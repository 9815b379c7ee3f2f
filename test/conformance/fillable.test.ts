import { PDF, PdfDict, PdfRef } from '@libpdf/core';
import { describe, expect, it } from 'vitest';
import { isJsonObject, type Json } from '../../src/forms/json.ts';
import { readHtml } from '../readers/html.ts';
import { lettersOf } from '../readers/media.ts';
import { firstDifference, letters } from '../readers/words.ts';
import { ask } from '../support/ask.ts';
import { Renderings } from './renderings.ts';

const renderings = new Renderings(ask);
const forms = await renderings.forms();

describe.each(forms)('the fillable $id', ({ id: form, languages, filledBy }) => {
  describe.each(languages)('in %s', (language) => {
    let printed: Promise<Uint8Array> | undefined;
    const bytes = () => (printed ??= fillable(form, language));

    it('says what the empty form says, and nothing else', async () => {
      const page = readHtml(await renderings.file({ form, kind: 'blank', language, format: 'html' }));
      const wanted = letters(page.text);
      expect(firstDifference(await lettersOf('pdf', await bytes(), { page, wanted }), wanted)).toBeNull();
    });

    it('has a field for what is filled in: named by its path, with a tooltip, on the page', async () => {
      const file = await PDF.load(await bytes());
      const schema = (await (await ask(`/v1/forms/${form}/schema`)).json()) as Json;
      const names = file.getForm()?.getFieldNames() ?? [];
      expect(names.length > 0).toBe(filledBy !== 'act' && hasBlanks(await renderings.file(blankPage(form, language))));
      expect(names.filter((name) => !isPath(schema, name))).toEqual([]);
      for (const page of file.getPages()) {
        for (const widget of widgetsOf(file, page.dict)) {
          const [left = 0, bottom = 0, right = 0, top = 0] = corners(widget, file);
          expect(tooltipOf(widget, file)).not.toBe('');
          expect([left >= 0, bottom >= 0, right <= page.width, top <= page.height]).toEqual([true, true, true, true]);
          expect([right - left > 5, top - bottom > 5]).toEqual([true, true]);
        }
      }
    });
  });
});

function blankPage(form: string, language: 'kk' | 'ru') {
  return { form, kind: 'blank', language, format: 'html' } as const;
}

async function fillable(form: string, language: string): Promise<Uint8Array> {
  const answer = await ask(`/v1/forms/${form}/blank?fillable=true&format=pdf&language=${language}`);
  if (!answer.ok) throw new Error(`${form}: ${answer.status} ${await answer.text()}`);
  return new Uint8Array(await answer.arrayBuffer());
}

/** Lines to write on, boxes to mark or empty cells of a table. */
function hasBlanks(page: Uint8Array): boolean {
  return /class="(?:blank|box|line)|<p[^>]*><\/p>/.test(new TextDecoder().decode(page));
}

/** Whether a name (`goods.0.name`, `date.day`, `costTypes.rail`) begins with a field of the schema. */
function isPath(schema: Json, name: string): boolean {
  let node: Json | undefined = schema;
  for (const part of name.split('.')) {
    if (/^\d+$/.test(part)) continue;
    node = resolved(schema, node);
    if (!isJsonObject(node)) return false;
    const properties: Json | undefined = isJsonObject(node['properties']) ? node['properties'] : undefined;
    const child: Json | undefined = isJsonObject(properties) ? properties[part] : undefined;
    if (child === undefined) return node['type'] !== 'object' || part === 'rowNumber';
    node = child;
  }
  return true;
}

/** A node behind its reference, and the items of a list instead of the list. */
function resolved(schema: Json, node: Json | undefined): Json | undefined {
  if (!isJsonObject(node)) return node;
  const reference = node['$ref'];
  if (typeof reference === 'string') {
    const definitions = isJsonObject(schema) ? schema['$defs'] : undefined;
    return resolved(schema, isJsonObject(definitions) ? definitions[reference.replace('#/$defs/', '')] : undefined);
  }
  return isJsonObject(node['items']) ? resolved(schema, node['items']) : node;
}

function widgetsOf(file: PDF, page: PdfDict): PdfDict[] {
  const resolve = (reference: PdfRef) => file.getObject(reference);
  return (page.getArray('Annots', resolve)?.toArray() ?? []).flatMap((item) => {
    const annotation = item instanceof PdfRef ? resolve(item) : item;
    return annotation instanceof PdfDict && annotation.getName('Subtype')?.value === 'Widget' ? [annotation] : [];
  });
}

function tooltipOf(widget: PdfDict, file: PDF): string {
  const resolve = (reference: PdfRef) => file.getObject(reference);
  const parent = widget.getDict('Parent', resolve);
  return (widget.getString('TU') ?? parent?.getString('TU'))?.asString() ?? '';
}

function corners(widget: PdfDict, file: PDF): number[] {
  const rectangle = widget.getArray('Rect', (reference: PdfRef) => file.getObject(reference))?.toArray() ?? [];
  return rectangle.map((number) => ('value' in number ? Number(number.value) : Number.NaN));
}
