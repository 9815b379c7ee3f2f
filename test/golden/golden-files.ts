import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Language } from '../../src/compose/document.ts';
import { projectPath } from '../../src/project.ts';
import type { Renderings } from '../conformance/renderings.ts';
import type { GreyPicture } from '../readers/pdf-page.ts';
import { docxStructure } from './docx-structure.ts';
import { drawPages } from './pictures.ts';
import { sheetStructure } from './sheet-structure.ts';

/** One language of a form, empty or with its example. */
export interface GoldenCase {
  readonly form: string;
  readonly language: Language;
  readonly kind: 'blank' | 'example';
}

/** How a form looks: its pages, and what its DOCX and XLSX are made of. */
export interface GoldenFiles {
  readonly pages: readonly GreyPicture[];
  readonly structures: Readonly<Record<(typeof structureNames)[number], string>>;
}

export const structureNames = ['document.json', 'sheet.json'] as const;

/** The folder of all goldens, or of a case: `golden/<form>/<language>/<kind>`. */
export function goldenFolder({ form, language, kind }: Partial<GoldenCase> = {}): string {
  return projectPath('golden', ...[form, language, kind].filter((part) => part !== undefined));
}

export function pageName(index: number): string {
  return `page-${index + 1}.png`;
}

/** Renders a case as it looks now. */
export async function freshFiles(renderings: Renderings, golden: GoldenCase): Promise<GoldenFiles> {
  const [pdf, docx, xlsx] = await Promise.all(
    (['pdf', 'docx', 'xlsx'] as const).map((format) => renderings.file({ ...golden, format })),
  );
  if (pdf === undefined || docx === undefined || xlsx === undefined) throw new Error('a file is missing');
  return {
    pages: await drawPages(pdf),
    structures: { 'document.json': await docxStructure(docx), 'sheet.json': await sheetStructure(xlsx) },
  };
}

/** The files kept for a case, by their names; empty where there are none. */
export async function keptFiles(golden: GoldenCase): Promise<ReadonlyMap<string, Uint8Array>> {
  const folder = goldenFolder(golden);
  const names = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  return new Map(
    await Promise.all(names.sort().map(async (name) => [name, await readFile(join(folder, name))] as const)),
  );
}
