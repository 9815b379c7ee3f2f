import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { kinds, Renderings } from '../conformance/renderings.ts';
import { startChildService } from '../support/child-service.ts';
import { testKey } from '../support/service.ts';
import { freshFiles, type GoldenCase, goldenFolder, pageName } from './golden-files.ts';
import { writePng } from './pictures.ts';

// `npm run golden [form …]`: writes the goldens of the forms named, or of all; then they are to be looked at.
const service = await startChildService();
try {
  const renderings = new Renderings((path, request = {}) => {
    const headers = new Headers(request.headers);
    headers.set('Authorization', `Bearer ${testKey}`);
    return fetch(`${service.url}${path}`, { ...request, headers });
  });
  const catalogue = await renderings.forms();
  const all = catalogue.map(({ id }) => id);
  const named = process.argv.slice(2);
  const unknown = named.filter((form) => !all.includes(form));
  if (unknown.length > 0) throw new Error(`There is no form ${unknown.join(', ')}`);
  if (named.length === 0) await removeOthers(all);
  for (const { id: form, languages } of catalogue.filter(({ id }) => named.length === 0 || named.includes(id))) {
    await rm(goldenFolder({ form }), { recursive: true, force: true });
    for (const language of languages) {
      for (const kind of kinds) await writeCase(renderings, { form, language, kind });
    }
    process.stdout.write(`${form}\n`);
  }
} finally {
  await service.stop();
}

async function writeCase(renderings: Renderings, golden: GoldenCase): Promise<void> {
  const folder = goldenFolder(golden);
  const { pages, structures } = await freshFiles(renderings, golden);
  await mkdir(folder, { recursive: true });
  for (const [index, page] of pages.entries()) await writeFile(join(folder, pageName(index)), writePng(page));
  for (const [name, structure] of Object.entries(structures)) await writeFile(join(folder, name), structure);
}

/** Goldens of forms that are no more. */
async function removeOthers(forms: readonly string[]): Promise<void> {
  await mkdir(goldenFolder(), { recursive: true });
  const entries = await readdir(goldenFolder(), { withFileTypes: true });
  for (const entry of entries) {
    if (entry.isDirectory() && !forms.includes(entry.name)) await rm(goldenFolder({ form: entry.name }), { recursive: true });
  }
}
