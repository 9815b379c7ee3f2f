import { FormWords } from '../../compose/form-words.ts';
import type { Language, Option } from '../../compose/document.ts';
import { writeValue, writings } from '../../compose/value-text.ts';
import { enteredText, readEntered, type Entered } from '../../forms/entered.ts';
import type { Json } from '../../forms/json.ts';
import type { SchemaNode } from '../../forms/schema.ts';
import { UnprintableValueError } from '../../forms/words/unprintable.ts';
import kk from '../../../locales/kk/common.json' with { type: 'json' };
import ru from '../../../locales/ru/common.json' with { type: 'json' };
import type { ClientForm } from '../state/client-form.ts';

/** How a place on the paper is filled in. A part of a date («__» ______ 20__) stands for the whole date. */
export type FillKind = 'text' | 'lines' | 'date' | 'datePart' | 'choice' | 'choices';

/** What the paper needs to know of a field, the same in every row. */
export interface PaperField {
  /** Path without indexes. */
  readonly pattern: string;
  readonly node: SchemaNode;
  /** It must be given, and so must every group around it. */
  readonly required: boolean;
  /** Its words may differ between the languages. */
  readonly isLocalized: boolean;
  /** Words of a natural language, worth a look of the spelling checker. */
  readonly isProse: boolean;
}

const dateParts: readonly string[] = ['day', 'month', 'monthAttributive', 'year', 'year2'];
const commonWords: Readonly<Record<Language, Readonly<Record<string, string>>>> = { kk, ru };

/** The fields of a form in the language of the paper: how their values are printed, typed and read. */
export class PaperFields {
  readonly form: ClientForm;
  readonly language: Language;
  readonly #words: FormWords;
  readonly #fields = new Map<string, PaperField | undefined>();

  constructor(form: ClientForm, language: Language) {
    this.form = form;
    this.language = language;
    this.#words = new FormWords(form, language, {
      say: (_language, _namespace, key) => commonWords[language][key] ?? key,
    });
  }

  /** Undefined for what the paper counts by itself, such as the number of a row. */
  fieldAt(pattern: string): PaperField | undefined {
    if (!this.#fields.has(pattern)) this.#fields.set(pattern, this.#found(pattern));
    return this.#fields.get(pattern);
  }

  /** The words of a choice in its plain form, as they are typed. */
  options({ pattern }: PaperField): readonly Option[] {
    return this.#words.factsOf(pattern).options;
  }

  /** The words of one choice in either language; empty where there are none. */
  wordsOf({ pattern, node }: PaperField, value: string, language: Language): string {
    const plain = node.valueType === 'boolean' ? commonWords[language][value === 'true' ? 'yes' : 'no'] : '';
    return this.form.locales[language].choices[pattern]?.[value] ?? plain ?? '';
  }

  kindOf({ node }: PaperField, fill: HTMLElement): FillKind {
    switch (node.valueType) {
      case 'date':
        return dateParts.includes(fill.dataset['as'] ?? '') ? 'datePart' : 'date';
      case 'boolean':
      case 'choice':
        return 'choice';
      case 'choices':
        return 'choices';
      case 'multiline':
      case 'localizedMultiline':
      case 'list':
        return 'lines';
      default:
        return 'text';
    }
  }

  /** A value as it will be printed in this place; a value of a wrong kind as it was given. */
  printed({ pattern, node }: PaperField, fill: HTMLElement, value: Json | undefined): string {
    const as = fill.getAttribute('data-as');
    const request = {
      writing: as === null ? undefined : writings.find((writing) => writing === as),
      inTable: fill.hasAttribute('data-cell'),
      separator: fill.getAttribute('data-separator') ?? ', ',
      variant: fill.getAttribute('data-variant') ?? '',
    };
    try {
      return writeValue(this.#words, node, pattern, value, request).text;
    } catch (cause) {
      if (!(cause instanceof UnprintableValueError)) throw cause;
      return enteredText(node, value, this.language);
    }
  }

  /** The text that a person goes on typing in. */
  entry(field: PaperField, value: Json | undefined, language = this.language): string {
    const text = enteredText(field.node, value, language);
    if (!['choice', 'boolean'].includes(field.node.valueType)) return text;
    return this.options(field).find((option) => option.value === text)?.text ?? text;
  }

  read(field: PaperField, text: string, previous: Json | undefined, language = this.language): Entered {
    const options = field.node.choices.length > 0 || field.node.valueType === 'boolean' ? this.options(field) : [];
    return readEntered(field.node, text, { language, previous, options });
  }

  #found(pattern: string): PaperField | undefined {
    const node = this.form.schema.nodeAt(pattern);
    if (node === undefined || pattern === '') return undefined;
    const parts = pattern.split('.');
    const above = parts.slice(1).map((_, index) => this.form.schema.nodeAt(parts.slice(0, index + 1).join('.')));
    const { valueType } = node;
    return {
      pattern,
      node,
      required: node.required && above.every((group) => group?.required === true || group?.valueType === 'table'),
      isLocalized: valueType === 'localized' || valueType === 'localizedMultiline',
      isProse: ['text', 'multiline', 'localized', 'localizedMultiline', 'list'].includes(valueType),
    };
  }
}
