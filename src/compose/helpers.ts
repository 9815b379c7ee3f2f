import Handlebars from 'handlebars';
import type { Field } from './document.ts';
import type { Json } from '../forms/json.ts';
import type { Composition, FieldRequest } from './composition.ts';
import type { Phrases } from './phrases.ts';
import { recordScope, recordsIn, type Scope, spotIn } from './scope.ts';
import { writings } from './value-text.ts';

const sizes = ['tiny', 'short', 'medium', 'long', 'rest', 'cell'] as const satisfies readonly Field['size'][];

/** What flows through Handlebars' data channel; the payload itself is never a template context. */
export interface Frame {
  readonly composition: Composition;
  readonly scope: Scope;
  /** Takes all records of a table at the top of the form; gives the markup that stands for them, null to leave them. */
  readonly onRows?: (source: string, block: RowBlock) => string | null;
}

/** Composes one record of a table: its rows as markup, its values as insets of the composition. */
export type RowBlock = (composition: Composition, record: Json | undefined, index: number) => string;

/** Handlebars' own options object, narrowed to what our helpers use. */
interface HelperOptions {
  readonly hash: Readonly<Record<string, unknown>>;
  readonly data: Frame;
  readonly fn: Branch;
  readonly inverse: Branch;
}

/** A lone helper gives its own safe string, a missing `else` nothing. */
type Branch = (context: object, options: { readonly data: unknown }) => string | Handlebars.SafeString | undefined;

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
    const { composition, scope } = options.data;
    return safe(composition.place(composition.field(spotIn(scope, path), scope.inTable, requestOf(options))));
  });

  handlebars.registerHelper('fields', (...parameters: unknown[]) => {
    const options = parameters.at(-1) as HelperOptions;
    const paths = parameters.slice(0, -1).map(String);
    const { composition, scope } = options.data;
    const request = requestOf(options);
    return safe(
      composition.place({
        kind: 'group',
        separator: request.separator,
        fields: paths.map((path) => composition.field(spotIn(scope, path), scope.inTable, request)),
        size: request.size ?? (scope.inTable ? 'cell' : 'rest'),
        extraLines: request.lines,
      }),
    );
  });

  handlebars.registerHelper('check', (path: string, ...rest: unknown[]) => {
    const options = rest.at(-1) as HelperOptions;
    const code = rest.length > 1 ? String(rest[0]) : null;
    const { composition, scope } = options.data;
    return safe(composition.place(composition.check(spotIn(scope, path), code)));
  });

  handlebars.registerHelper('rows', (source: string, options: HelperOptions) => {
    const { composition, scope, onRows } = options.data;
    const atTop = scope.base === '';
    const row = (target: Composition, record: Json | undefined, index: number) =>
      markupOf(options.fn, { composition: target, scope: recordScope(scope, source, record, index), index });
    const [from, to] = [numberOf(options.hash['from'], 0), numberOf(options.hash['to'], Infinity)];
    const all = from === 0 && to === Infinity;
    const taken = atTop && all ? (onRows?.(source, row) ?? null) : null;
    if (taken !== null) return safe(taken);
    const records = recordsIn(scope, source);
    // Places that the act itself counts are no table rows: nobody asks for more or fewer of them.
    const asked = options.hash['fixed'] === true ? undefined : composition.blankRows;
    const empty = atTop || 'blank' in options.hash ? (asked ?? numberOf(options.hash['blank'], 3)) : 1;
    const shown = composition.recordsShown(scope.base + source, records, { empty, from, to });
    let html = '';
    for (let index = shown.from; index < shown.to; index += 1) html += row(composition, records[index], index);
    return safe(html);
  });

  handlebars.registerHelper('rowNumber', (options: HelperOptions) => {
    const { composition, scope } = options.data;
    const hidden = options.hash['blank'] === false && composition.blank;
    return safe(composition.place(composition.rowNumber(scope.base, scope.index, !hidden)));
  });

  handlebars.registerHelper('tiyn', (path: string, options: HelperOptions) => {
    const { composition, scope } = options.data;
    const inset = composition.tiyn(spotIn(scope, path), requestOf(options));
    return inset === null ? '' : safe(composition.place(inset));
  });

  handlebars.registerHelper('count', (path: string, options: HelperOptions) => {
    const { composition, scope } = options.data;
    return composition.recordCount(scope.base + path, recordsIn(scope, path));
  });

  handlebars.registerHelper('chosen', (path: string, code: string, options: HelperOptions) => {
    const { composition, scope } = options.data;
    const branch = composition.chosen(spotIn(scope, path), code) ? options.fn : options.inverse;
    return safe(markupOf(branch, options.data));
  });

  handlebars.registerHelper('filled', (path: string, options: HelperOptions) => {
    const { composition, scope } = options.data;
    const write = (target: Composition, holds: boolean) =>
      markupOf(holds ? options.fn : options.inverse, { ...options.data, composition: target });
    return safe(composition.whereFilled(spotIn(scope, path), write));
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

function markupOf(branch: Branch, frame: Frame & { readonly index?: number }): string {
  return branch({}, { data: frame })?.toString() ?? '';
}

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
