import { Composer } from '../compose/composer.ts';
import { withoutIndexes } from '../forms/json.ts';
import { languages, type Language, type OfficialDocument } from '../compose/document.ts';
import { documentFields } from '../compose/fields.ts';
import { Catalogue, loadCommonDefinitions, loadForm, type FormFolders } from '../forms/catalogue.ts';
import { type FormDefinition, languagesOf } from '../forms/definition.ts';
import { pathsOfRule, sourcesOf } from './declared-paths.ts';
import { leafFields } from '../forms/schema-fields.ts';
import { Validator } from '../forms/validation.ts';

/** What is wrong with a form's five files, in sentences an author understands; empty when nothing is. */
export function checkForm(id: string, folders: FormFolders): string[] {
  let form: FormDefinition;
  try {
    form = loadForm(id, folders, loadCommonDefinitions(folders.schemas));
  } catch (error) {
    return [messageOf(error)];
  }
  return [...checkPaths(form), ...checkLocales(form), ...checkTexts(form), ...checkDocuments(form)];
}

/** Paths named in x-nysan lead to fields of the schema. */
function checkPaths({ about, schema }: FormDefinition): string[] {
  const named = [
    ...about.publicFacts,
    ...(about.numberField === undefined ? [] : [about.numberField]),
    ...(about.rows === undefined ? [] : [about.rows.field]),
    ...Object.values(about.holder ?? {}),
    ...Object.keys(about.paragraphs ?? {}),
    ...about.rules.flatMap(pathsOfRule),
    ...about.derived.flatMap(sourcesOf),
  ];
  const derived = about.derived.map(({ field }) => field);
  return [...new Set(named)]
    .filter((path) => !derived.includes(path) && schema.nodeAt(path.replaceAll('[]', '')) === undefined)
    .map((path) => `x-nysan names ${path}, which the schema does not have`);
}

/** Every field has a label, every choice its words, every signatory a role, in both languages. */
function checkLocales(form: FormDefinition): string[] {
  return languages.flatMap((language) => {
    const locale = form.locales[language];
    const lacks = (what: string) => `locale ${language} lacks ${what}`;
    const fields = leafFields(form.schema);
    return [
      ...fields.filter((path) => locale.fields[path] === undefined).map((path) => lacks(`the label of ${path}`)),
      ...Object.keys(locale.fields)
        .filter((path) => form.schema.nodeAt(path) === undefined)
        .map((path) => `locale ${language} labels ${path}, which the schema does not have`),
      ...fields.flatMap((path) =>
        (form.schema.nodeAt(path)?.choices ?? [])
          .filter((code) => locale.choices[path]?.[code] === undefined)
          .map((code) => lacks(`the words of ${path} = ${code}`)),
      ),
      ...form.about.signatories
        .filter(({ id }) => locale.signatories[id] === undefined)
        .map(({ id }) => lacks(`the role of signatory ${id}`)),
    ];
  });
}

/** Both languages have the same sentences, and the template uses them all. */
function checkTexts(form: FormDefinition): string[] {
  const available = languagesOf(form);
  const keys = (language: Language) =>
    Object.keys(form.locales[available.includes(language) ? language : form.about.officialLanguage].text);
  const used = new Set(
    [...form.template.matchAll(/\{\{~?\s*t\s+"([^"]+)"|\(t\s+"([^"]+)"\)/g)].map((m) => m[1] ?? m[2]),
  );
  return [
    ...keys('kk')
      .filter((key) => !keys('ru').includes(key))
      .map((key) => `text ${key} is missing in ru`),
    ...keys('ru')
      .filter((key) => !keys('kk').includes(key))
      .map((key) => `text ${key} is missing in kk`),
    ...keys('kk')
      .filter((key) => !used.has(key))
      .map((key) => `the template does not use text ${key}`),
  ];
}

/** The example is valid and complete, and both languages print the same fields. */
function checkDocuments(form: FormDefinition): string[] {
  try {
    const catalogue = new Catalogue([form]);
    const composer = new Composer(catalogue);
    const validation = new Validator().validate(form, form.example, {
      languages: languagesOf(form),
      incomplete: false,
    });
    const findings = [
      ...validation.errors.map(({ pointer, code }) => `the example is wrong at ${pointer || '/'}: ${code}`),
      ...validation.warnings.map(({ pointer, code }) => `the example draws a warning at ${pointer}: ${code}`),
    ];
    if (validation.errors.length > 0) return findings;
    const printed = languagesOf(form).map((language) => [
      printedPaths(composer.compose(form, { languages: [language] }).document),
      printedPaths(composer.compose(form, { languages: [language], payload: validation.payload }).document),
    ]);
    const [kk = [], ru = kk] = printed.map((pair) => [...new Set(pair.flatMap((paths) => [...paths]))]);
    return [
      ...findings,
      ...kk.filter((path) => !ru.includes(path)).map((path) => `${path} is printed in kk and not in ru`),
      ...ru.filter((path) => !kk.includes(path)).map((path) => `${path} is printed in ru and not in kk`),
    ];
  } catch (error) {
    return [messageOf(error)];
  }
}

function printedPaths(document: OfficialDocument): Set<string> {
  return new Set(documentFields(document).map((field) => withoutIndexes(field.path)));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
