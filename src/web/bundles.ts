import { build } from 'esbuild';
import { basename } from 'node:path';
import { projectPath } from '../project.ts';

/** Scripts of the clerk's pages, each with what it imports; shared and rarely used parts are files of their own. */
const entries = { editor: 'editor.tsx', catalogue: 'catalogue.ts', documents: 'documents.tsx' } as const;
export type Entry = keyof typeof entries;

/** A script with the name it is served under: it changes with the content, so that a browser may keep it for ever. */
export interface Script {
  readonly name: string;
  readonly content: Uint8Array;
}

export interface Bundles {
  readonly scripts: readonly Script[];
  /** Name of the script that a page begins with. */
  readonly entryOf: Readonly<Record<Entry, string>>;
  /** Names of the scripts that this one loads at once: the browser need not find them one after the other. */
  readonly importsOf: Readonly<Record<Entry, readonly string[]>>;
}

/** Target of all scripts: what browsers of the last three years read. */
export const browserTarget = 'es2023';

/** Makes the scripts of the browser from `src/clerk`, types stripped and parts put together, when the service starts. */
export async function buildBundles(): Promise<Bundles> {
  const { outputFiles, metafile } = await build({
    entryPoints: Object.entries(entries).map(([out, file]) => ({ in: projectPath('src', 'clerk', file), out })),
    outdir: projectPath('src', 'clerk'),
    absWorkingDir: projectPath(),
    entryNames: '[name]-[hash]',
    chunkNames: 'part-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: browserTarget,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    minify: true,
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  const outputs = new Map(Object.entries(metafile.outputs).map(([path, output]) => [basename(path), output]));
  const namesOf = <Value>(value: (name: string) => Value) => {
    const named = [...outputs].flatMap(([name, { entryPoint }]) => {
      const entry = entryNamed(entryPoint);
      return entry === undefined ? [] : [[entry, value(name)] as const];
    });
    return Object.fromEntries(named) as Record<Entry, Value>;
  };
  const importsOf = (name: string): string[] =>
    (outputs.get(name)?.imports ?? [])
      .filter(({ kind }) => kind === 'import-statement')
      .flatMap(({ path }) => [basename(path), ...importsOf(basename(path))]);
  return {
    scripts: outputFiles.map(({ path, contents }) => ({ name: basename(path), content: contents })),
    entryOf: namesOf((name) => name),
    importsOf: namesOf((name) => [...new Set(importsOf(name))]),
  };
}

function entryNamed(file: string | undefined): Entry | undefined {
  const found = Object.entries(entries).find(([, source]) => file === `src/clerk/${source}`);
  return found?.[0] as Entry | undefined;
}
