import Handlebars from 'handlebars';
import type { Field } from './document.ts';
import { Composition, type FieldRequest } from './composition.ts';
import type { Phrases } from './phrases.ts';
import { writings } from './value-text.ts';

const sizes = ['tiny', 'short', 'medium', 'long', 'rest', 'cell'] as const satisfies readonly Field['size'][];

/** What flows through Handlebars' data channel; the payload itself is never a template context. */
interface Frame {
  readonly composition: Composition;
  /** Path of the record that rows are printed for, with a trailing dot; empty at the top. */
  readonly base: string;
  readonly inTable: boolean;
  readonly index: number;
}

export type RowBlock = (composition: Composition, index: number) => string;

/** Handlebars' own options object, narrowed to what our helpers use. */
interface HelperOptions {
  readonly hash: Readonly<Record<string, unknown>>;
  readonly data: Frame & { readonly onRows?: (source: string, block: RowBlock) => void };
  readonly fn: (context: object, options: { readonly data: unknown }) => string;
  readonly inverse: (context: object, options: { readonly data: unknown }) => string;
}

/**
 * The words a template is written in:
 * `t key` statutory sentence; `label path` label of a field; `field path …` one fill-in; `fields path path …` several in
 * one blank; `check path [code]` a box; `#rows path` once for every record; `rowNumber`; `tiyn path` « 05 тиын» after the
 * word «тенге», nothing in a blank; `count path`; `#filled path` / `else`; `#chosen path code`.
 */
export function registerHelpers(handlebars: typeof Handlebars, phrases: Phrases): void {
  const safe = (html: string) => new Handlebars.SafeString(html);

  handlebars.registerHelper('t', (key: string, options: HelperOptions) => {
    const { composition } = options.data;
    return safe(phrases.get(composition.words.form.id, composition.words.language, key)({}, { data: options.data }));
  });

  handlebars.registerHelper('label', (path: string, options: HelperOptions) =>
    options.data.composition.words.label(path),
  );

  handlebars.registerHelper('field', (path: string, options: HelperOptions) => {
    const { composition, base, inTable } = options.data;
    return safe(composition.place(composition.field(base + path, inTable, requestOf(options))));
  });

  handlebars.registerHelper('fields', (...parameters: unknown[]) => {
    const options = parameters.at(-1) as HelperOptions;
    const paths = parameters.slice(0, -1).map(String);
    const { composition, base, inTable } = options.data;
    const request = requestOf(options);
    return safe(
      composition.place({
        kind: 'group',
        separator: request.separator,
        fields: paths.map((path) => composition.field(base + path, inTable, request)),
        size: request.size ?? (inTable ? 'cell' : 'rest'),
        extraLines: request.lines,
      }),
    );
  });

  handlebars.registerHelper('check', (path: string, ...rest: unknown[]) => {
    const options = rest.at(-1) as HelperOptions;
    const code = rest.length > 1 ? String(rest[0]) : null;
    return safe(options.data.composition.place(options.data.composition.check(options.data.base + path, code)));
  });

  handlebars.registerHelper('rows', (source: string, options: HelperOptions) => {
    const { composition, base, onRows } = options.data;
    const path = base + source;
    const frame = (index: number) => ({
      ...options.data,
      composition,
      base: `${path}.${index}.`,
      inTable: true,
      index,
    });
    if (onRows !== undefined && base === '') {
      onRows(source, (target, index) =>
        options.fn({}, { data: { ...frame(index), composition: target, onRows: undefined } }),
      );
      return '';
    }
    const [from, to] = [numberOf(options.hash['from'], 0), numberOf(options.hash['to'], Infinity)];
    const records = composition.count(path);
    // Places that the act itself counts are no table rows: nobody asks for more or fewer of them.
    const asked = options.hash['fixed'] === true ? undefined : composition.blankRows;
    const empty = asked ?? numberOf(options.hash['blank'], base === '' ? 3 : 1);
    const count = Math.min(records === 0 ? (base === '' ? empty : 1) : records, to);
    let html = '';
    for (let index = from; index < count; index += 1) html += options.fn({}, { data: frame(index) });
    return safe(html);
  });

  handlebars.registerHelper('rowNumber', (options: HelperOptions) => {
    const { composition, base, index } = options.data;
    const value = index + 1;
    const hidden = options.hash['blank'] === false && composition.blank;
    return safe(
      composition.place({
        kind: 'field',
        path: `${base}rowNumber`,
        type: 'integer',
        text: hidden ? '' : String(value),
        value: hidden ? null : { type: 'integer', value },
        label: '',
        caption: '',
        hint: '',
        size: 'cell',
        extraLines: 0,
        derived: true,
        options: [],
      }),
    );
  });

  handlebars.registerHelper('tiyn', (path: string, options: HelperOptions) => {
    const { composition, base } = options.data;
    const { text } = composition.field(base + path, false, { ...requestOf(options), writing: 'tiyn' });
    if (text === '') return '';
    return safe(composition.place({ kind: 'text', text: ` ${text}`, bold: false, italic: false }));
  });

  handlebars.registerHelper('count', (path: string, options: HelperOptions) =>
    Math.max(1, options.data.composition.count(options.data.base + path)),
  );

  handlebars.registerHelper('chosen', (path: string, code: string, options: HelperOptions) => {
    const { composition, base } = options.data;
    const branch = composition.check(base + path, code).checked ? options.fn : options.inverse;
    return safe(branch({}, { data: options.data }));
  });

  handlebars.registerHelper('filled', (path: string, options: HelperOptions) => {
    const { composition, base } = options.data;
    const branch = composition.filled(base + path) ? options.fn : options.inverse;
    return safe(branch({}, { data: options.data }));
  });
}

export const helperNames = [
  't',
  'label',
  'field',
  'fields',
  'check',
  'rows',
  'rowNumber',
  'tiyn',
  'count',
  'chosen',
  'filled',
] as const;

function requestOf(options: HelperOptions): FieldRequest {
  const { hash } = options;
  return {
    writing: writings.find((writing) => writing === hash['as']),
    caption: textOf(hash['caption'], ''),
    hint: textOf(hash['hint'], ''),
    size: sizes.find((size) => size === hash['size']),
    lines: numberOf(hash['lines'], 0),
    separator: textOf(hash['separator'], ', '),
    variant: textOf(hash['variant'], ''),
  };
}

function textOf(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}

function numberOf(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}
