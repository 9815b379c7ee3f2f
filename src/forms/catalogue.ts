import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { languages, type Language } from '../compose/document.ts';
import { Problem } from '../problem.ts';
import { projectPath } from '../project.ts';
import type { CodeLists } from './code-lists.ts';
import { loadCodeLists } from './load-code-lists.ts';
import type { FormAbout, FormDefinition, FormLocale } from './definition.ts';
import { payloadFormats } from './formats.ts';
import { isJsonObject, type JsonObject } from './json.ts';
import { leafFields } from './schema-fields.ts';
import { bundleSchema, type FormSchema } from './schema.ts';

/** All forms of the installation, in the order of acts and appendices. */
export class Catalogue {
  readonly #forms: ReadonlyMap<string, FormDefinition>;
  /** Code lists that the acts set, by id. */
  readonly lists: CodeLists;

  /** @throws Error when two forms share a code: a verification code would then speak of either */
  constructor(forms: readonly FormDefinition[], lists: CodeLists = new Map()) {
    this.lists = lists;
    this.#forms = new Map(forms.map((form) => [form.id, form]));
    const codes = Map.groupBy(forms, (form) => form.about.code);
    for (const [code, sharing] of codes) {
      if (sharing.length > 1) throw new Error(`code ${code} is shared by ${sharing.map(({ id }) => id).join(', ')}`);
    }
  }

  all(): readonly FormDefinition[] {
    return [...this.#forms.values()];
  }

  /** The form that a verification code names; undefined when the installation does not have it. */
  byCode(code: number): FormDefinition | undefined {
    return this.all().find((form) => form.about.code === code);
  }

  /** @throws Problem `form-unknown` */
  get(id: string): FormDefinition {
    const form = this.#forms.get(id);
    if (form === undefined) throw new Problem('form-unknown');
    return form;
  }
}

/** Where the five files of a form stand; a test may point it at another folder. */
export interface FormFolders {
  readonly schemas: string;
  readonly templates: string;
  readonly locales: string;
  readonly examples: string;
}

export const projectFolders: FormFolders = {
  schemas: projectPath('schemas'),
  templates: projectPath('templates'),
  locales: projectPath('locales'),
  examples: projectPath('test', 'examples'),
};

/**
 * Reads every form of the folders.
 * @throws Error naming the file when one is missing or wrong: a service must not start with half a catalogue.
 */
export function loadCatalogue(folders: FormFolders = projectFolders): Catalogue {
  const common = loadCommonDefinitions(folders.schemas);
  const lists = loadCodeLists(folders, readJson);
  const forms = formIds(folders).map((id) => loadForm(id, folders, common, lists));
  return new Catalogue(
    forms.sort((a, b) => placeOf(a) - placeOf(b) || a.about.code - b.about.code),
    lists,
  );
}

/** Appendices in their order, papers without a form after them. */
function placeOf({ about }: FormDefinition): number {
  const number = Number.parseFloat(about.appendix?.replace('-', '.') ?? about.paragraph ?? '0');
  return actIds.indexOf(about.act) * 1000 + (about.appendix === undefined ? 500 : 0) + number;
}

/** The acts, in the order of the catalogue. */
export const actIds: readonly string[] = ['op', 'ktp', 'euc', 'dom', 'prod'];

export function formIds(folders: Pick<FormFolders, 'schemas'> = projectFolders): string[] {
  const ending = '.schema.json';
  return readdirSync(folders.schemas)
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length));
}

export type CommonDefinitions = ReadonlyMap<string, ReadonlyMap<string, JsonObject>>;

export function loadCommonDefinitions(schemasFolder: string): CommonDefinitions {
  const folder = join(schemasFolder, 'common');
  return new Map(
    readdirSync(folder).map((file) => {
      const definitions = readJson(join(folder, file))['$defs'];
      if (!isJsonObject(definitions)) throw new Error(`${file} has no $defs`);
      const entries = Object.entries(definitions).filter((entry): entry is [string, JsonObject] =>
        isJsonObject(entry[1]),
      );
      return [file.replace('.schema.json', ''), new Map(entries)];
    }),
  );
}

/** @throws Error naming the file that is missing or wrong */
export function loadForm(
  id: string,
  folders: FormFolders,
  common: CommonDefinitions,
  lists: CodeLists = loadCodeLists(folders, readJson),
): FormDefinition {
  const source = readJson(join(folders.schemas, `${id}.schema.json`));
  const schema = bundleSchema({ $id: `urn:nysan:form:${id}`, ...source }, common, lists);
  return {
    id,
    about: parseAbout(id, source['x-nysan']),
    schema,
    lists,
    template: readFileSync(join(folders.templates, `${id}.hbs`), 'utf8'),
    locales: {
      kk: withWordsOfLists(parseLocale(id, 'kk', folders), 'kk', schema, lists),
      ru: withWordsOfLists(parseLocale(id, 'ru', folders), 'ru', schema, lists),
    },
    example: readJson(join(folders.examples, `${id}.json`)),
  };
}

export function readJson(file: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error(`${file} cannot be read as JSON`, { cause });
  }
  if (!isJsonObject(value)) throw new Error(`${file} does not hold a JSON object`);
  return value;
}

const ajv = new Ajv2020({ allErrors: true, discriminator: true, strict: false, formats: payloadFormats });
const checkAbout = ajv.compile<FormAbout>(readJson(projectPath('schemas', 'x-nysan.json')));
const checkLocale = ajv.compile<FormLocale>(readJson(projectPath('schemas', 'locale.json')));

function parseAbout(id: string, value: unknown): FormAbout {
  if (checkAbout(value)) return value;
  throw new Error(`schemas/${id}.schema.json: x-nysan ${ajv.errorsText(checkAbout.errors)}`);
}

function parseLocale(id: string, language: Language, folders: FormFolders): FormLocale {
  const value: unknown = readJson(join(folders.locales, language, `${id}.json`));
  if (checkLocale(value)) return value;
  throw new Error(`locales/${language}/${id}.json: ${ajv.errorsText(checkLocale.errors)}`);
}

/** Choices that come from a code list are printed in the words of the list. */
function withWordsOfLists(locale: FormLocale, language: Language, schema: FormSchema, lists: CodeLists): FormLocale {
  const words = leafFields(schema).flatMap((path) => {
    const list = lists.get(schema.nodeAt(path)?.list ?? '');
    return list === undefined ? [] : [[path, list.words[language]] as const];
  });
  return { ...locale, choices: { ...Object.fromEntries(words), ...locale.choices } };
}

export function isLanguage(text: string): text is Language {
  return languages.some((language) => language === text);
}
