import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { actIds, formIds, type FormFolders, readJson } from '../forms/catalogue.ts';
import { isJsonObject } from '../forms/json.ts';

/** A form's id: a URL slug and a file name. */
export const formIdPattern = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

export interface NewForm {
  readonly id: string;
  readonly act: string;
  readonly appendix: string;
  /** Date of the wording of the act, ISO 8601. */
  readonly edition: string;
}

/**
 * Writes the five files of a new form, small but complete: it can be checked, rendered and extended at once.
 * @returns the files written
 * @throws Error when one of them exists
 */
export async function scaffoldForm(form: NewForm, folders: FormFolders): Promise<string[]> {
  const { id } = form;
  const files: [string, string][] = [
    [join(folders.schemas, `${id}.schema.json`), json(schemaOf(form, freeCode(form.act, folders)))],
    [join(folders.templates, `${id}.hbs`), template],
    [join(folders.locales, 'kk', `${id}.json`), json(localeOf('№ {{field "number" size="short"}}', 'нысан атауы'))],
    [join(folders.locales, 'ru', `${id}.json`), json(localeOf('№ {{field "number" size="short"}}', 'название формы'))],
    [join(folders.examples, `${id}.json`), json({ number: '1', date: form.edition })],
  ];
  const existing = files.map(([file]) => file).find((file) => existsSync(file));
  if (existing !== undefined) throw new Error(`${existing} exists`);
  for (const [file, content] of files) await writeFile(file, content, { flag: 'wx' });
  return files.map(([file]) => file);
}

const template = `<stamp>{{t "stamp"}}</stamp>
<h1>{{t "title"}}</h1>
<p align="center" keep>{{t "number"}}</p>
<p align="right">{{t "date"}}</p>
`;

function schemaOf({ act, appendix, edition }: NewForm, code: number): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    additionalProperties: false,
    required: ['number', 'date'],
    properties: {
      number: { $ref: 'common/identity.schema.json#/$defs/registrationNumber' },
      date: { $ref: 'common/quantity.schema.json#/$defs/date' },
    },
    'x-nysan': {
      act,
      code,
      appendix,
      edition,
      kind: 'act',
      officialLanguage: 'kk',
      orientation: 'portrait',
      filledBy: 'authority',
      signatories: [],
      numberField: 'number',
      series: '{year}-{sequence5}',
      publicFacts: ['number', 'date'],
      derived: [],
      rules: [],
      corrections: [],
    },
  };
}

/** Codes of an act's forms stand in a hundred of their own; the next one after the highest is free. */
function freeCode(act: string, { schemas }: FormFolders): number {
  const hundred = (actIds.findIndex((id) => id === act) + 1) * 100;
  const taken = formIds({ schemas }).map((id) => {
    const about = readJson(join(schemas, `${id}.schema.json`))['x-nysan'];
    return isJsonObject(about) && typeof about['code'] === 'number' ? about['code'] : 0;
  });
  return Math.max(hundred, ...taken.filter((code) => code > hundred && code < hundred + 100)) + 1;
}

function localeOf(number: string, title: string): object {
  return {
    title,
    legalBasis: title,
    text: { stamp: title, title, number, date: '{{field "date"}}' },
    fields: { number: '№', date: title },
    choices: {},
    signatories: {},
  };
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
