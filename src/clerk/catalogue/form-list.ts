import { folded, wordsOf } from '../folded.ts';

interface ListedForm {
  readonly element: HTMLElement;
  readonly link: HTMLAnchorElement;
  /** The title in the language of the page, and the one in the other, which is shown when only it was found. */
  readonly titles: readonly ListedTitle[];
  /** All words that it is found by, folded. */
  readonly words: readonly string[];
}

interface ListedTitle {
  readonly element: HTMLElement;
  readonly text: string;
  readonly words: readonly { readonly word: string; readonly at: number }[];
}

/** The forms of the page, found by their titles in both languages, their ids and their places in the act. */
export class FormList {
  readonly #forms: readonly ListedForm[];
  readonly #acts: readonly HTMLElement[];

  constructor(root: HTMLElement) {
    this.#acts = [...root.querySelectorAll<HTMLElement>('.act')];
    this.#forms = [...root.querySelectorAll<HTMLElement>('[data-form]')].map(listedForm);
  }

  /** Links to the forms that are shown, in their order. */
  links(): HTMLAnchorElement[] {
    return this.#forms.filter(({ element }) => !element.hidden).map(({ link }) => link);
  }

  /** The title of a form in the language of the page; undefined when the catalogue does not have it. */
  titleOf(id: string): string | undefined {
    return this.#forms.find(({ element }) => element.dataset['form'] === id)?.titles[0]?.text;
  }

  /**
   * Shows what has all the words of a query, each as a word or as its beginning, and marks them.
   * @returns how many forms are shown
   */
  find(query: string): number {
    const sought = wordsOf(folded(query)).map(({ word }) => word);
    for (const form of this.#forms) {
      form.element.hidden = !sought.every((word) => isAmong(form.words, word));
      const [own, other] = form.titles.map((title) => mark(title, form.element.hidden ? [] : sought));
      const otherTitle = form.titles[1]?.element;
      if (otherTitle !== undefined) otherTitle.hidden = (other ?? 0) <= (own ?? 0);
    }
    for (const act of this.#acts) act.hidden = act.querySelector('[data-form]:not([hidden])') === null;
    return this.links().length;
  }
}

function listedForm(element: HTMLElement): ListedForm {
  const link = element.querySelector('a');
  if (link === null) throw new Error(`form ${element.dataset['form'] ?? ''} has no link`);
  const titles = [...element.querySelectorAll<HTMLElement>('.title, .other')].map(listedTitle);
  const also = wordsOf(folded(element.dataset['also'] ?? ''));
  return { element, link, titles, words: [...titles.flatMap(({ words }) => words), ...also].map(wordOf) };
}

function listedTitle(element: HTMLElement): ListedTitle {
  const text = element.textContent.normalize('NFC');
  return { element, text, words: wordsOf(folded(text)) };
}

function isAmong(words: readonly string[], sought: string): boolean {
  return words.some((word) => begins(word, sought));
}

/** A number is meant whole: «1» is not the beginning of «16». */
function begins(word: string, sought: string): boolean {
  return /^\d+$/.test(sought) ? word === sought : word.startsWith(sought);
}

/** Marks the beginnings of words that were sought; how many of the sought words stand in the title. */
function mark({ element, text, words }: ListedTitle, sought: readonly string[]): number {
  const found = new Set<string>();
  const pieces: (Node | string)[] = [];
  let end = 0;
  for (const { word, at } of words) {
    const [longest] = sought.filter((one) => begins(word, one)).sort((a, b) => b.length - a.length);
    if (longest === undefined) continue;
    found.add(longest);
    const marked = document.createElement('mark');
    marked.textContent = text.slice(at, at + longest.length);
    pieces.push(text.slice(end, at), marked);
    end = at + longest.length;
  }
  element.replaceChildren(...pieces, text.slice(end));
  return found.size;
}

function wordOf({ word }: { readonly word: string }): string {
  return word;
}
