import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectPath } from '../../src/project.ts';
import { kinds, Renderings } from '../conformance/renderings.ts';
import type { GreyPicture } from '../readers/pdf-page.ts';
import { ask } from '../support/ask.ts';
import { freshFiles, type GoldenCase, type GoldenFiles, keptFiles, pageName, structureNames } from './golden-files.ts';
import { compare, type PictureDifference, readPng, writePng } from './pictures.ts';

const renderings = new Renderings(ask);
const forms = await renderings.forms();
const cases = forms.flatMap(({ id: form, languages }) =>
  languages.flatMap((language) => kinds.map((kind) => ({ form, language, kind }))),
);

describe.each(cases)('$form, $kind in $language', (golden) => {
  const kept = keptFiles(golden);
  let rendered: Promise<GoldenFiles> | undefined;
  const fresh = () => (rendered ??= freshFiles(renderings, golden));

  it('has as many pages as it had', async () => {
    const { pages } = await fresh();
    const names = [...structureNames, ...pages.map((_, index) => pageName(index))];
    expect([...(await kept).keys()].sort()).toEqual(names.sort());
  });

  it('looks as it did', async () => {
    const files = await kept;
    const { pages } = await fresh();
    const differences = await Promise.all(
      pages.map((page, index) => differenceOf(golden, index, files.get(pageName(index)), page)),
    );
    expect(differences.filter((difference) => difference !== null)).toEqual([]);
  });

  it.each(structureNames)('is made as it was: %s', async (name) => {
    const { structures } = await fresh();
    const old = (await kept).get(name);
    expect(structures[name].split('\n')).toEqual(new TextDecoder().decode(old).split('\n'));
  });
});

/** Tells what has changed on a page and where the pictures of it are; null where nothing has. */
async function differenceOf(
  golden: GoldenCase,
  index: number,
  kept: Uint8Array | undefined,
  fresh: GreyPicture,
): Promise<string | null> {
  const page = index + 1;
  const folder = projectPath('test', 'golden', 'differences', golden.form, golden.language, golden.kind, `page-${page}`);
  const old = kept === undefined ? null : readPng(kept);
  const difference = old === null ? { pixels: null, picture: null } : compare(old, fresh);
  await rm(folder, { recursive: true, force: true });
  if (difference === null) return null;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'new.png'), writePng(fresh));
  if (kept !== undefined) await writeFile(join(folder, 'old.png'), kept);
  if (difference.picture !== null) await writeFile(join(folder, 'difference.png'), difference.picture);
  return `page ${page}: ${inWords(old, difference)}, see ${relative(projectPath(), folder)}`;
}

function inWords(old: GreyPicture | null, { pixels }: PictureDifference): string {
  if (old === null) return 'there is no picture of it yet';
  return pixels === null ? 'it has another size' : `${pixels} pixels differ`;
}
