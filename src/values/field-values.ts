import { choiceWords } from '../compose/value-text.ts';
import type { Entered } from '../forms/entered.ts';
import type { JsonObject } from '../forms/json.ts';
import { type DatePart, type FieldTarget, fieldTarget } from './field-target.ts';
import { PayloadBuilder } from './payload-builder.ts';
import type { FormField } from './pdf/form-fields.ts';
import { RecordOrder } from './record-order.ts';
import { readParts, readWritten, type WrittenPaper } from './written-value.ts';

/** A text that is no value of its field. */
export interface UnreadText {
  /** Path in the payload: `goods.0.price`. */
  readonly path: string;
  readonly text: string;
}

export interface FieldValues {
  readonly payload: JsonObject;
  readonly unread: readonly UnreadText[];
  /** Filled-in fields that the form does not have. */
  readonly ignored: number;
}

/** All fields of one value. */
interface Gathered {
  readonly target: FieldTarget;
  readonly texts: string[];
  readonly parts: Map<DatePart, string>;
  readonly codes: string[];
  /** Of a yes/no box; null where there is none. */
  ticked: boolean | null;
}

type Read = Entered | { readonly kind: 'unreadable'; readonly text: string };

/** What was filled in, as a payload: read by the type of each field, nothing dropped in silence. */
export function valuesOfFields(paper: WrittenPaper, fields: readonly FormField[]): FieldValues {
  const { gathered, ignored } = gather(paper, fields);
  const order = new RecordOrder();
  const found = gathered.flatMap((one) => {
    const read = readGathered(paper, one);
    if (read.kind === 'nothing') return [];
    order.hold(one.target.path);
    return [{ path: one.target.path, read }];
  });
  const builder = new PayloadBuilder();
  const unread: UnreadText[] = [];
  for (const { path, read } of found) {
    const place = order.pathInPayload(path) ?? path;
    if (read.kind === 'value') builder.set(place, read.value);
    else {
      builder.open(parentOf(place));
      unread.push({ path: place, text: 'text' in read ? read.text : '' });
    }
  }
  // An empty box that has to be answered says no, wherever anything else was filled in.
  for (const { target, ticked } of gathered) {
    const mayBeNo = target.node.required && target.node.schema['const'] !== true;
    const place = ticked === false && mayBeNo ? order.pathInPayload(target.path) : null;
    if (place !== null && builder.has(parentOf(place))) builder.set(place, false);
  }
  return { payload: builder.payload(), unread, ignored };
}

function gather(
  { words: [{ form }] }: WrittenPaper,
  fields: readonly FormField[],
): { readonly gathered: readonly Gathered[]; readonly ignored: number } {
  const byPath = new Map<string, Gathered>();
  let ignored = 0;
  for (const { name, kind, text, ticked } of fields) {
    const target = fieldTarget(form.schema, name);
    const isBox = target !== null && (target.option !== null || target.node.valueType === 'boolean');
    if (target === null || (kind === 'box' && !isBox) || (kind === 'text' && target.option !== null)) {
      if (ticked || text.trim() !== '') ignored += 1;
      continue;
    }
    const known = byPath.get(target.path);
    const one = known ?? { target, texts: [], parts: new Map<DatePart, string>(), codes: [], ticked: null };
    if (known === undefined) byPath.set(target.path, one);
    if (target.option !== null) one.codes.push(...(ticked ? [target.option] : []));
    else if (kind === 'box') one.ticked = ticked || one.ticked === true;
    else if (target.part !== null) one.parts.set(target.part, text);
    else if (text.trim() !== '') one.texts.push(text);
  }
  return { gathered: [...byPath.values()], ignored };
}

function readGathered(paper: WrittenPaper, { target, texts, parts, codes, ticked }: Gathered): Read {
  const { node } = target;
  if (ticked === true) return { kind: 'value', value: true };
  if (codes.length > 0) return readCodes(paper, target, codes);
  const [text] = texts;
  if (text === undefined) {
    const read = readParts(node, parts);
    return read.kind === 'unreadable' ? { kind: 'unreadable', text: [...parts.values()].join(' ').trim() } : read;
  }
  const read = readWritten(paper, target, text);
  return read.kind === 'unreadable' ? { kind: 'unreadable', text: text.trim() } : read;
}

/** Ticked boxes in the order of the form; of a choice only one may be ticked. */
function readCodes({ words: [words] }: WrittenPaper, { node, pattern }: FieldTarget, codes: readonly string[]): Read {
  const inOrder = node.choices.filter((code) => codes.includes(code));
  if (node.valueType === 'choices') return { kind: 'value', value: inOrder };
  const [only, ...others] = inOrder;
  if (only !== undefined && others.length === 0) return { kind: 'value', value: only };
  const names = inOrder.map((code) => choiceWords(words.form, words.language, pattern, '', code) ?? code);
  return { kind: 'unreadable', text: names.join('; ') };
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('.')));
}
