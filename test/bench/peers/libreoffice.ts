import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** LibreOffice as Carbone drives it. */
export interface LibreOffice {
  /** What PATH must be for Carbone to find both the program and a Python that can speak to it. */
  readonly path: string;
}

/** Says why there is none where LibreOffice, or a Python with its module `uno`, is not installed. */
export function findLibreOffice(): LibreOffice | { readonly missing: string } {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const [program] = programsIn(folders, 'soffice').map((file) => dirname(realpathSync(file)));
  if (program === undefined) return { missing: 'LibreOffice is not installed' };
  const python = programsIn([program, ...folders], 'python3').find(
    (file) => spawnSync(file, ['-c', 'import uno'], { stdio: 'ignore' }).status === 0,
  );
  if (python === undefined) return { missing: 'LibreOffice is there, but no Python with its module uno' };
  return { path: [dirname(python), program, ...folders].join(delimiter) };
}

function programsIn(folders: readonly string[], name: string): string[] {
  return folders.map((folder) => join(folder, name)).filter((file) => existsSync(file));
}
