import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OutputChunk, rolldown, RolldownBuild } from 'rolldown';
import { projectPath } from '../project.ts';

/** Scripts of the clerk's pages: each page begins with one, with all that it imports. */
const sources = {
  editor: 'editor.tsx',
  catalogue: 'catalogue.ts',
  documents: 'documents.tsx',
  batches: 'batches.tsx',
} as const;
export type Entry = keyof typeof sources;
export const entries = Object.keys(sources) as readonly Entry[];

/** A script with the name it is served under. */
export interface Script {
  readonly name: string;
  readonly content: Uint8Array;
}

/** Browsers of the last three years read this. */
const target = 'es2023';

/** Nothing is written to disk; names of files need a folder all the same. */
const dir = projectPath('src', 'clerk');

/**
 * Changes whenever a script could: a hash over all sources, the words and figures that scripts import, and the versions
 * of packages. Addresses are known from it before anything is bundled.
 */
export function sourceVersion(): string {
  const hash = createHash('sha256');
  for (const folder of ['src', 'locales', join('schemas', 'yearly')]) {
    const names = readdirSync(projectPath(folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    for (const name of names) hash.update(name.slice(projectPath().length)).update(readFileSync(name));
  }
  return hash
    .update(readFileSync(projectPath('package-lock.json')))
    .digest('base64url')
    .slice(0, 12);
}

/** What an entry is called, and what of it comes with it at once. */
export function entryNames(entry: Entry, version: string): { readonly first: string; readonly base: string } {
  return { first: `${entry}-${version}.js`, base: `${entry}-base-${version}.js` };
}

/**
 * Makes the scripts of one page from `src/clerk`, types stripped. Everything that is loaded at once is one file beside
 * the first; what is imported later comes in files of its own.
 */
export async function bundle(entry: Entry, version: string): Promise<readonly Script[]> {
  const source = join(dir, sources[entry]);
  const build = await open({ input: { [entry]: source } });
  const atOnce = modulesAtOnce(await generate(build));
  const { first, base } = entryNames(entry, version);
  const chunks = await generate(build, {
    entryFileNames: first,
    chunkFileNames: ({ name }) => (name === 'base' ? base : `${entry}-${name}-[hash].js`),
    codeSplitting: { groups: [{ name: 'base', test: (id) => id !== source && atOnce.has(id) }] },
  });
  await build.close();
  return chunks.map(({ fileName, code }) => ({ name: fileName, content: Buffer.from(code) }));
}

/** One module that is made of text, with what it imports from the project. */
export async function bundleText(text: string): Promise<Uint8Array> {
  const id = projectPath('generated.js');
  const build = await open({
    input: id,
    plugins: [
      {
        name: 'text',
        resolveId: (wanted) => (wanted === id ? id : null),
        load: (wanted) => (wanted === id ? text : null),
      },
    ],
  });
  const [chunk] = await generate(build);
  await build.close();
  if (chunk === undefined) throw new Error('nothing was bundled');
  return Buffer.from(chunk.code);
}

type BuildOptions = Parameters<typeof rolldown>[0];
type OutputOptions = NonNullable<Parameters<RolldownBuild['generate']>[0]>;

/** The bundler is loaded by the first page that needs it: a node that only makes documents is spared its memory. */
async function open(options: BuildOptions): Promise<RolldownBuild> {
  const bundler = await import('rolldown');
  return bundler.rolldown({
    ...options,
    cwd: projectPath(),
    platform: 'browser',
    tsconfig: false,
    transform: { target, jsx: { runtime: 'automatic', importSource: 'preact' } },
    // A part that is loaded at once by one page and later by another is meant so.
    checks: { ineffectiveDynamicImport: false },
    onLog(level, log) {
      if (level === 'warn') throw new Error(log.message);
    },
  });
}

async function generate(build: RolldownBuild, options: OutputOptions = {}): Promise<readonly OutputChunk[]> {
  const { output } = await build.generate({ dir, format: 'esm', minify: true, comments: false, ...options });
  return output.filter((one) => one.type === 'chunk');
}

/** Modules that the entry loads before it runs. */
function modulesAtOnce(chunks: readonly OutputChunk[]): ReadonlySet<string> {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const seen = new Set<string>();
  const visit = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    byName.get(name)?.imports.forEach(visit);
  };
  chunks
    .filter(({ isEntry }) => isEntry)
    .forEach(({ fileName }) => {
      visit(fileName);
    });
  return new Set([...seen].flatMap((name) => byName.get(name)?.moduleIds ?? []));
}
