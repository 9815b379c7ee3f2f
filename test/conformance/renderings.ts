import type { Language, Orientation } from '../../src/compose/document.ts';
import type { Format } from '../../src/render/formats.ts';

/** Sends a request to a service. */
export type Ask = (path: string, request?: RequestInit) => Promise<Response>;

/** What the catalogue tells of a form. */
export interface CatalogueForm {
  readonly id: string;
  readonly title: Readonly<Record<Language, string>>;
  readonly orientation: Orientation;
  readonly filledBy: string;
  /** False for a paper whose wording is ours: there is no statutory text to hold it against. */
  readonly statutory: boolean;
  /** Languages its text exists in. */
  readonly languages: readonly Language[];
}

/** Which file of a form: the empty form, or the form with its example in it. */
export interface FileOrder {
  readonly form: string;
  readonly kind: 'blank' | 'example';
  /** As in the query: one language, or several in the order they are printed. */
  readonly language: Language | 'kk,ru';
  readonly format: Format;
}

export const kinds = ['blank', 'example'] as const;

/** The languages of a form, and the edition in both where there are both. */
export function editionsOf({ languages }: CatalogueForm): readonly FileOrder['language'][] {
  return languages.length > 1 ? [...languages, 'kk,ru'] : languages;
}

/** Files that a service renders; every file is asked for once and kept. */
export class Renderings {
  readonly #ask: Ask;
  readonly #kept = new Map<string, Promise<Uint8Array>>();

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** All forms of the catalogue, so that a new form is tested without being named. */
  async forms(): Promise<readonly CatalogueForm[]> {
    const answer = await succeeded(await this.#ask('/v1/forms'));
    const catalogue: unknown = await answer.json();
    if (!isCatalogue(catalogue)) throw new TypeError('the catalogue has an unknown shape');
    return catalogue.forms;
  }

  /** @throws Error with the service's answer where it refuses */
  file(order: FileOrder): Promise<Uint8Array> {
    const key = Object.values(order).join(' ');
    let file = this.#kept.get(key);
    if (file === undefined) this.#kept.set(key, (file = this.render(order)));
    return file;
  }

  /** Renders a file anew. */
  async render({ form, kind, language, format }: FileOrder): Promise<Uint8Array> {
    const query = `language=${language}&format=${format}`;
    if (kind === 'blank') return bytes(await this.#ask(`/v1/forms/${form}/blank?${query}`));
    const example = await succeeded(await this.#ask(`/v1/forms/${form}/example`));
    return bytes(
      await this.#ask(`/v1/forms/${form}/render?${query}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: await example.text(),
      }),
    );
  }
}

async function succeeded(answer: Response): Promise<Response> {
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status} ${await answer.text()}`);
  return answer;
}

async function bytes(answer: Response): Promise<Uint8Array> {
  return new Uint8Array(await (await succeeded(answer)).arrayBuffer());
}

function isCatalogue(value: unknown): value is { readonly forms: readonly CatalogueForm[] } {
  return (
    typeof value === 'object' && value !== null && 'forms' in value && isList(value.forms) && value.forms.every(isForm)
  );
}

function isForm(value: unknown): value is CatalogueForm {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    'title' in value &&
    'orientation' in value &&
    (value.orientation === 'portrait' || value.orientation === 'landscape') &&
    'filledBy' in value &&
    'statutory' in value &&
    'languages' in value
  );
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
