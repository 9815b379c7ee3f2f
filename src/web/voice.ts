import type { Language } from '../compose/document.ts';
import { type InterfaceLanguage, interfaceLanguages, type Locales, type SharedNamespace } from '../compose/locales.ts';
import { escapeHtml } from '../render/html/escape.ts';

type Values = Readonly<Record<string, string | number>>;

/** Says the words of the pages: in the reader's language first, in the others after it, as markup. */
export class Voice {
  readonly language: InterfaceLanguage;
  readonly #locales: Locales;
  readonly #namespace: SharedNamespace;
  readonly #others: readonly InterfaceLanguage[];

  /** @param namespace of the words: those of the verifier's pages unless told */
  constructor(locales: Locales, language: InterfaceLanguage, namespace: SharedNamespace = 'verification') {
    this.#locales = locales;
    this.#namespace = namespace;
    this.language = language;
    this.#others = interfaceLanguages.filter((other) => other !== language);
  }

  /** In the reader's language, as plain text. */
  text(key: string, values: Values = {}): string {
    return this.#locales.say(this.language, this.#namespace, key, values);
  }

  /** In the reader's language. */
  say(key: string, values: Values = {}): string {
    return escapeHtml(this.text(key, values));
  }

  /** In the two other languages. */
  others(key: string, values: Values = {}): string {
    const said = this.#others.map((language) =>
      spoken(language, escapeHtml(this.#locales.say(language, this.#namespace, key, values))),
    );
    return said.join(separator);
  }

  /** In all three, the reader's first and the others in smaller letters. */
  all(key: string, values: Values = {}): string {
    return `${this.say(key, values)} <small>${this.others(key, values)}</small>`;
  }

  /** The languages of documents in the reader's order. */
  get documentLanguages(): readonly [Language, Language] {
    return this.language === 'kk' ? ['kk', 'ru'] : ['ru', 'kk'];
  }

  /** A text that a document has in both languages. */
  both(texts: Readonly<Record<Language, string>>): string {
    const [first, second] = this.documentLanguages;
    if (texts[first] === texts[second]) return escapeHtml(texts[first]);
    return `${this.in(first, texts[first])} <small>${this.in(second, texts[second])}</small>`;
  }

  /** A text in a language, marked with it where the page has another. */
  in(language: Language, text: string): string {
    return language === this.language ? escapeHtml(text) : spoken(language, escapeHtml(text));
  }
}

/** Stays with the word before it. */
const separator = '\u00a0<i aria-hidden="true">·</i> ';

function spoken(language: InterfaceLanguage, markup: string): string {
  return `<span lang="${language}">${markup}</span>`;
}
