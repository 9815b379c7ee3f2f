import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../compose/document.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from './json.ts';

/** One code of a list and where it applies. */
export interface CodeListItem {
  readonly code: string;
  /** Measures or cost types it belongs to; all of them when missing. */
  readonly for?: readonly string[];
  /** First and last day in force (ISO 8601). */
  readonly from?: string;
  readonly until?: string;
  /** A condition outside the payload decides whether it is demanded. */
  readonly optional?: boolean;
}

/** A list of codes that an act sets: schemas/lists/<id>.json, its words in locales/<language>/lists/<id>.json. */
export interface CodeList {
  readonly id: string;
  readonly title: Readonly<Record<Language, string>>;
  readonly act: string;
  readonly paragraph: string;
  readonly items: readonly CodeListItem[];
  readonly words: Readonly<Record<Language, Readonly<Record<string, string>>>>;
}

export type CodeLists = ReadonlyMap<string, CodeList>;

/** Whether a code applies to a measure or cost type on a day; what is not asked does not matter. */
export function appliesTo(
  item: CodeListItem,
  { subject, day }: { readonly subject: string | undefined; readonly day: string | undefined },
): boolean {
  return (
    (subject === undefined || item.for === undefined || item.for.includes(subject)) &&
    (day === undefined || ((item.from ?? day) <= day && day <= (item.until ?? day)))
  );
}

/** @throws Error naming the file whose shape is wrong, or whose codes have no words in both languages */
export function loadCodeLists(
  folders: { readonly schemas: string; readonly locales: string },
  readJson: (file: string) => JsonObject,
): CodeLists {
  const folder = join(folders.schemas, 'lists');
  if (!existsSync(folder)) return new Map();
  return new Map(
    readdirSync(folder).map((file) => {
      const id = file.replace(/\.json$/, '');
      const source = readJson(join(folder, file));
      const words = (language: Language) => readJson(join(folders.locales, language, 'lists', file));
      return [id, parseList(id, source, words('kk'), words('ru'))];
    }),
  );
}

function parseList(id: string, source: JsonObject, kk: JsonObject, ru: JsonObject): CodeList {
  const { act, paragraph, items } = source;
  if (typeof act !== 'string' || typeof paragraph !== 'string' || !isJsonArray(items)) {
    throw new Error(`schemas/lists/${id}.json needs act, paragraph and items`);
  }
  const list = {
    id,
    title: { kk: titleOf(id, kk), ru: titleOf(id, ru) },
    act,
    paragraph,
    items: items.map((item) => parseItem(id, item)),
    words: { kk: wordsOf(id, kk), ru: wordsOf(id, ru) },
  };
  for (const { code } of list.items) {
    for (const language of ['kk', 'ru'] as const) {
      if (list.words[language][code] === undefined)
        throw new Error(`list ${id} lacks the ${language} words of ${code}`);
    }
  }
  return list;
}

function parseItem(id: string, item: Json): CodeListItem {
  if (!isJsonObject(item) || typeof item['code'] !== 'string') throw new Error(`list ${id}: an item without a code`);
  const { code, for: subjects, from, until, optional } = item;
  return {
    code,
    ...(isJsonArray(subjects) ? { for: subjects.map(String) } : {}),
    ...(typeof from === 'string' ? { from } : {}),
    ...(typeof until === 'string' ? { until } : {}),
    ...(optional === true ? { optional } : {}),
  };
}

function titleOf(id: string, words: JsonObject): string {
  if (typeof words['title'] !== 'string') throw new Error(`list ${id} has no title`);
  return words['title'];
}

function wordsOf(id: string, { items }: JsonObject): Readonly<Record<string, string>> {
  if (!isJsonObject(items)) throw new Error(`list ${id} has no words`);
  return Object.fromEntries(
    Object.entries(items).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
