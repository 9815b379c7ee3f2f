import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scaffoldForm } from '../../src/authoring/scaffold.ts';
import { type FormFolders, readJson } from '../../src/forms/catalogue.ts';
import { type Json, type JsonObject } from '../../src/forms/json.ts';
import { projectPath } from '../../src/project.ts';

export const newId = 'test-notice';

/** A new form in folders of its own, with the means to break it. */
export interface NewFormOnDisk {
  readonly folders: FormFolders;
  readonly written: readonly string[];
  change(file: 'schema' | 'kk' | 'ru' | 'example', change: (content: Record<string, Json>) => JsonObject): void;
  changeTemplate(change: (source: string) => string): void;
  pathOf(file: 'schema' | 'template' | 'kk' | 'ru' | 'example'): string;
  remove(): void;
}

/** Scaffolds a form beside a copy of the common definitions, in a temporary folder. */
export async function newFormOnDisk(): Promise<NewFormOnDisk> {
  const root = mkdtempSync(join(tmpdir(), 'nysan-form-'));
  const folders: FormFolders = {
    schemas: join(root, 'schemas'),
    templates: join(root, 'templates'),
    locales: join(root, 'locales'),
    examples: join(root, 'examples'),
  };
  for (const folder of [
    folders.templates,
    join(folders.locales, 'kk'),
    join(folders.locales, 'ru'),
    folders.examples,
  ]) {
    mkdirSync(folder, { recursive: true });
  }
  cpSync(projectPath('schemas', 'common'), join(folders.schemas, 'common'), { recursive: true });
  const written = await scaffoldForm({ id: newId, act: 'op', appendix: '99', edition: '2026-01-31' }, folders);
  const paths = {
    schema: join(folders.schemas, `${newId}.schema.json`),
    template: join(folders.templates, `${newId}.hbs`),
    kk: join(folders.locales, 'kk', `${newId}.json`),
    ru: join(folders.locales, 'ru', `${newId}.json`),
    example: join(folders.examples, `${newId}.json`),
  };
  return {
    folders,
    written,
    change(file, change) {
      writeFileSync(paths[file], JSON.stringify(change({ ...readJson(paths[file]) })));
    },
    changeTemplate(change) {
      writeFileSync(paths.template, change(readFileSync(paths.template, 'utf8')));
    },
    pathOf: (file) => paths[file],
    remove() {
      rmSync(root, { recursive: true });
    },
  };
}
