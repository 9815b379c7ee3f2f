import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../compose/document.ts';
import type { CodeList, CodeListItem, CodeLists } from './code-lists.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from './json.ts';

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
