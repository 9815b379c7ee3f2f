import type { FormDefinition } from '../../forms/definition.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../forms/json.ts';

/** Every payload schema and every definition they share, as OpenAPI components (3.1 speaks JSON Schema 2020-12). */
export function componentSchemas(forms: readonly FormDefinition[]): Record<string, JsonObject> {
  const components: Record<string, JsonObject> = {};
  for (const form of forms) {
    const { $defs, ...payload } = form.schema.bundled;
    // Two forms may call different things by one name.
    const nameOf = (name: string) => (form.schema.ownDefinitions.includes(name) ? `${form.id}.${name}` : name);
    components[form.id] = withComponentReferences(withoutIdentity(payload), nameOf);
    if (isJsonObject($defs)) {
      for (const [name, definition] of Object.entries($defs)) {
        if (isJsonObject(definition)) components[nameOf(name)] = withComponentReferences(definition, nameOf);
      }
    }
  }
  return components;
}

/** A component is known by its place in the description, not by an id of its own. */
export function withoutIdentity(schema: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$id' && key !== '$schema'));
}

export function componentReference(name: string): JsonObject {
  return { $ref: `#/components/schemas/${name}` };
}

function withComponentReferences(schema: JsonObject, nameOf: (name: string) => string): JsonObject {
  const rewrite = (value: Json): Json => {
    if (isJsonArray(value)) return value.map(rewrite);
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        key === '$ref' && typeof item === 'string'
          ? item.replace(/^#\/\$defs\/(.*)$/, (_, name: string) => `#/components/schemas/${nameOf(name)}`)
          : rewrite(item),
      ]),
    );
  };
  return rewrite(schema) as JsonObject;
}

export const text: JsonObject = { type: 'string' };
export const bilingual: JsonObject = {
  type: 'object',
  required: ['kk', 'ru'],
  additionalProperties: false,
  properties: { kk: text, ru: text },
};

/** Shapes of the answers. */
export const answerSchemas: Readonly<Record<string, JsonObject>> = {
  Problem: {
    type: 'object',
    description: 'RFC 9457 problem details',
    required: ['type', 'title', 'status', 'detail', 'code'],
    properties: {
      type: text,
      title: text,
      status: { type: 'integer' },
      detail: { type: 'string', description: 'A sentence in kk, ru or en by Accept-Language' },
      code: text,
      instance: text,
      errors: { type: 'array', maxItems: 1000, items: componentReference('PayloadError') },
    },
  },
  PayloadError: {
    type: 'object',
    required: ['pointer', 'code', 'detail'],
    additionalProperties: false,
    properties: {
      pointer: { type: 'string', description: 'JSON pointer (RFC 6901) into the payload' },
      code: { type: 'string', description: 'Stable code of the error' },
      detail: { type: 'string', description: 'A sentence in kk, ru or en by Accept-Language' },
    },
  },
  Validation: {
    type: 'object',
    required: ['valid', 'derived', 'warnings'],
    additionalProperties: false,
    properties: {
      valid: { const: true },
      derived: { type: 'object', description: 'Values computed by the service, by path' },
      warnings: { type: 'array', items: componentReference('PayloadError') },
    },
  },
  FormSummary: {
    type: 'object',
    required: ['id', 'title', 'act', 'appendix', 'edition', 'officialLanguage', 'signatories', 'corrections', 'links'],
    properties: {
      id: text,
      title: bilingual,
      act: { type: 'object', required: ['id', 'name'], properties: { id: text, name: bilingual } },
      legalBasis: bilingual,
      appendix: { type: ['string', 'null'], description: 'Null for a paper that the act demands without a form' },
      paragraph: { type: ['string', 'null'], description: 'Paragraph of the act that demands such a paper' },
      statutory: { type: 'boolean', description: 'False when the wording is not set by the act' },
      languages: { type: 'array', items: { enum: ['kk', 'ru'] }, description: 'Languages the text exists in' },
      edition: { type: 'string', format: 'date', description: 'Date of the wording of the act' },
      kind: text,
      officialLanguage: { enum: ['kk', 'ru'] },
      orientation: { enum: ['portrait', 'landscape'] },
      filledBy: { enum: ['authority', 'applicant', 'parties', 'act'] },
      signatories: {
        type: 'array',
        items: {
          type: 'object',
          required: ['id', 'seal', 'role'],
          properties: { id: text, seal: text, role: bilingual },
        },
      },
      publicFacts: { type: 'array', items: text },
      rows: {
        type: ['object', 'null'],
        properties: { field: text, limit: { type: 'integer' }, pageLimit: { type: 'integer' } },
      },
      corrections: {
        type: 'array',
        description: 'Misprints of the published text that the printed text departs from',
        items: { type: 'object', properties: { was: text, now: text, where: text } },
      },
      links: { type: 'object', additionalProperties: text },
      rules: { type: 'array', items: { type: 'object' } },
      derived: { type: 'array', items: { type: 'object' } },
    },
  },
  CodeList: {
    type: 'object',
    required: ['id', 'title', 'act', 'paragraph', 'items'],
    additionalProperties: false,
    properties: {
      id: text,
      title: bilingual,
      act: text,
      paragraph: { type: 'string', description: 'Paragraph of the act that sets the list' },
      items: {
        type: 'array',
        items: {
          type: 'object',
          required: ['code', 'words'],
          additionalProperties: false,
          properties: {
            code: text,
            words: bilingual,
            for: { type: 'array', items: text, description: 'Measures or cost types it belongs to' },
            from: { type: 'string', format: 'date', description: 'First day in force' },
            until: { type: 'string', format: 'date', description: 'Last day in force' },
            optional: { type: 'boolean', description: 'A condition decides whether it is demanded' },
          },
        },
      },
    },
  },
  CodeLists: {
    type: 'object',
    required: ['lists'],
    additionalProperties: false,
    properties: { lists: { type: 'array', items: componentReference('CodeList') } },
  },
  FormList: {
    type: 'object',
    required: ['forms'],
    additionalProperties: false,
    properties: { forms: { type: 'array', items: componentReference('FormSummary') } },
  },
};
