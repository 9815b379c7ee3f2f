import { leafFields } from '../forms/schema-fields.ts';
import type { FormSchema, SchemaNode } from '../forms/schema.ts';

/** The blanks of a date, and of a year whose century is printed. */
const dateParts = ['day', 'month', 'year', 'year2'] as const;
export type DatePart = (typeof dateParts)[number];

/** What a form field stands for in the payload. */
export interface FieldTarget {
  /** Path in the payload: `goods.0.price`; of a part or a box, that of the value it belongs to. */
  readonly path: string;
  /** The same without indexes. */
  readonly pattern: string;
  readonly node: SchemaNode;
  /** Which blank of a date written in parts. */
  readonly part: DatePart | null;
  /** Code of the box in a list of boxes. */
  readonly option: string | null;
}

const index = /^(?:0|[1-9]\d{0,4})$/;

/**
 * The place in the payload that a field of a fillable blank is named after; null for a name that the form does not
 * have.
 */
export function fieldTarget(schema: FormSchema, name: string): FieldTarget | null {
  const segments = name.split('.');
  const path: string[] = [];
  const patterns = patternsOf(schema);
  let pattern = '';
  let node = schema.nodeAt(pattern);
  while (node?.valueType === 'group' || node?.valueType === 'table') {
    if (node.valueType === 'table') {
      const record = segments.shift() ?? '';
      if (!index.test(record)) return null;
      path.push(record);
    }
    const key = segments.shift() ?? '';
    path.push(key);
    pattern = pattern === '' ? key : `${pattern}.${key}`;
    node = patterns.has(pattern) ? schema.nodeAt(pattern) : undefined;
  }
  const [segment, ...others] = segments;
  if (node === undefined || others.length > 0) return null;
  const target = { path: path.join('.'), pattern, node, part: null, option: null };
  return segment === undefined ? target : targetWithin(target, segment);
}

const known = new WeakMap<FormSchema, ReadonlySet<string>>();

/** Paths of all fields, groups and tables: a schema remembers what it was asked for, and names come from strangers. */
function patternsOf(schema: FormSchema): ReadonlySet<string> {
  const before = known.get(schema);
  if (before !== undefined) return before;
  const patterns = new Set(
    leafFields(schema).flatMap((leaf) => {
      const segments = leaf.split('.');
      return segments.map((_, at) => segments.slice(0, at + 1).join('.'));
    }),
  );
  known.set(schema, patterns);
  return patterns;
}

/** What the last segment means to the value that it follows. */
function targetWithin(target: FieldTarget, segment: string): FieldTarget | null {
  const { node } = target;
  switch (node.valueType) {
    case 'choice':
    case 'choices': {
      // Dots would part the name.
      const option = node.choices.find((code) => code.replaceAll('.', '_') === segment);
      return option === undefined ? null : { ...target, option };
    }
    default: {
      const part = dateParts.find((name) => name === segment);
      const hasParts = node.valueType === 'date' || node.schema['type'] === 'integer';
      return part === undefined || !hasParts ? null : { ...target, part };
    }
  }
}
