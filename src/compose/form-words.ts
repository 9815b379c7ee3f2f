import type { FormDefinition } from '../forms/definition.ts';
import type { SchemaNode } from '../forms/schema.ts';
import type { FieldType, Language, Option } from './document.ts';
import type { Locales } from './locales.ts';
import { choiceWords, fieldTypeOf } from './value-text.ts';

/** What is the same for every payload: where a field stands in the schema and what it is called. */
export interface FieldFacts {
  readonly node: SchemaNode;
  readonly type: FieldType;
  readonly label: string;
  /** Codes and words of a choice; yes and no of a yes/no field. */
  readonly options: readonly Option[];
}

/** A form in one language: looked up once, used for every document. */
export class FormWords {
  readonly form: FormDefinition;
  readonly language: Language;
  readonly yes: string;
  readonly no: string;
  readonly #facts = new Map<string, FieldFacts>();

  constructor(form: FormDefinition, language: Language, locales: Pick<Locales, 'say'>) {
    this.form = form;
    this.language = language;
    this.yes = locales.say(language, 'common', 'yes');
    this.no = locales.say(language, 'common', 'no');
  }

  /**
   * @param pattern path without indexes (`goods.nameKk`)
   * @param variant grammatical form of a choice's words, empty for the plain one
   * @throws Error when the schema has no such field, or the locale no label for it
   */
  factsOf(pattern: string, variant = ''): FieldFacts {
    const key = variant === '' ? pattern : `${pattern}#${variant}`;
    const known = this.#facts.get(key);
    if (known !== undefined) return known;
    const node = this.form.schema.nodeAt(pattern);
    if (node === undefined) throw new Error(`${this.form.id}: the schema has no field ${pattern}`);
    const codes = node.valueType === 'boolean' ? ['true', 'false'] : node.choices;
    const facts: FieldFacts = {
      node,
      type: fieldTypeOf(node),
      label: this.label(pattern),
      options: codes.map((code) => ({
        value: code,
        text: choiceWords(this.form, this.language, pattern, variant, code) ?? this.#plainWord(code),
      })),
    };
    this.#facts.set(key, facts);
    return facts;
  }

  /** @throws Error when the locale lacks the label: every field needs one, for screen readers and errors. */
  label(pattern: string): string {
    const label = this.form.locales[this.language].fields[pattern];
    if (label === undefined) throw new Error(`${this.form.id}: locale ${this.language} has no label for ${pattern}`);
    return label;
  }

  /** True when the schema has the field, group or table. */
  knows(pattern: string): boolean {
    return this.form.schema.nodeAt(pattern) !== undefined;
  }

  #plainWord(code: string): string {
    if (code === 'true') return this.yes;
    return code === 'false' ? this.no : code;
  }
}
