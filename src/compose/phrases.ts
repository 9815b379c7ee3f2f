import type Handlebars from 'handlebars';
import type { Language } from './document.ts';
import type { Locales } from './locales.ts';

/** Statutory sentences compiled once: words are escaped, only `{{field …}}` and its kin are live. */
export class Phrases {
  readonly #handlebars: typeof Handlebars;
  readonly #locales: Locales;
  readonly #options: CompileOptions;
  readonly #compiled = new Map<string, Handlebars.TemplateDelegate>();

  constructor(handlebars: typeof Handlebars, locales: Locales, options: CompileOptions) {
    this.#handlebars = handlebars;
    this.#locales = locales;
    this.#options = options;
  }

  /** @throws Error when the locale has no such sentence */
  get(form: string, language: Language, key: string): Handlebars.TemplateDelegate {
    const name = `${form} ${language} ${key}`;
    const ready = this.#compiled.get(name);
    if (ready !== undefined) return ready;
    const text = this.#locales.statutory(form, language, key);
    if (text === undefined) throw new Error(`${form}: locale ${language} has no text ${key}`);
    const compiled = this.#handlebars.compile(escapedWords(this.#handlebars, text), this.#options);
    this.#compiled.set(name, compiled);
    return compiled;
  }
}

/** Escapes the words of a sentence for markup and leaves its fill-ins alone. */
function escapedWords(handlebars: typeof Handlebars, text: string): string {
  return text
    .split(/(\{\{.*?\}\})/)
    .map((part) => (part.startsWith('{{') ? part : handlebars.escapeExpression(part)))
    .join('');
}
