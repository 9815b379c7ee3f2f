import type { Language, Option } from '../../compose/document.ts';
import { type Entered, readEntered } from '../../forms/entered.ts';
import { payloadFormats } from '../../forms/formats.ts';
import { withoutIndexes, type Json } from '../../forms/json.ts';
import type { SchemaNode } from '../../forms/schema.ts';
import type { ClientForm } from '../state/client-form.ts';
import { ownText } from './block-text.ts';

/** The words of yes and no that people write in tables. */
const yesAndNo: readonly Option[] = [
  ...['true', 'иә', 'ия', 'да', 'yes', '+', '1', '☑', '✓'].map((text) => ({ value: 'true', text })),
  ...['false', 'жоқ', 'нет', 'no', '-', '–', '0', '☐'].map((text) => ({ value: 'false', text })),
];

interface FieldFacts {
  readonly node: SchemaNode;
  readonly options: readonly Option[];
  readonly fits: (text: string) => boolean;
}

/** Reads the texts of a pasted block as values of a form, in whichever language choices are written. */
export class BlockReader {
  readonly #form: ClientForm;
  readonly #language: Language;
  readonly #facts = new Map<string, FieldFacts | undefined>();

  constructor(form: ClientForm, language: Language) {
    this.#form = form;
    this.#language = language;
  }

  read(path: string, text: string, previous?: Json): Entered {
    const facts = this.#factsOf(path);
    if (facts === undefined) return { kind: 'unreadable' };
    return readEntered(facts.node, ownText(text), { language: this.#language, options: facts.options, previous });
  }

  /** Whether a text looks like a value of the field: it can be read and has the form of its codes. */
  fits(path: string, text: string): boolean {
    const facts = this.#factsOf(path);
    return facts !== undefined && this.read(path, text).kind === 'value' && facts.fits(ownText(text));
  }

  /** Whether any text at all is a value of the field. */
  takesAnything(path: string): boolean {
    const facts = this.#factsOf(path);
    return facts !== undefined && facts.fits === anything && this.read(path, '\u2026').kind === 'value';
  }

  #factsOf(path: string): FieldFacts | undefined {
    const pattern = withoutIndexes(path);
    if (!this.#facts.has(pattern)) this.#facts.set(pattern, factsOf(this.#form, pattern));
    return this.#facts.get(pattern);
  }
}

function anything(): boolean {
  return true;
}

function factsOf({ schema, locales }: ClientForm, pattern: string): FieldFacts | undefined {
  const node = schema.nodeAt(pattern);
  if (node === undefined) return undefined;
  // Words of every grammatical form of the choice, in both languages: `path#variant`.
  const words = [locales.kk, locales.ru].flatMap(({ choices }) =>
    Object.entries(choices)
      .filter(([key]) => key === pattern || key.startsWith(`${pattern}#`))
      .flatMap(([, texts]) => Object.entries(texts).map(([value, text]) => ({ value, text }))),
  );
  const own = node.valueType === 'boolean' ? yesAndNo : [];
  const { format, pattern: expression } = node.schema;
  const isOfFormat = typeof format === 'string' ? payloadFormats[format] : undefined;
  const shape = typeof expression === 'string' ? new RegExp(expression, 'u') : undefined;
  const isCode = node.valueType === 'code' || node.valueType === 'text';
  return {
    node,
    options: [...words, ...own],
    fits: isCode ? (isOfFormat ?? (shape === undefined ? anything : (text) => shape.test(text))) : anything,
  };
}
