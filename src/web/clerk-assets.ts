import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type InterfaceLanguage, interfaceLanguages, type Locales } from '../compose/locales.ts';
import type { FormDefinition } from '../forms/definition.ts';
import { projectPath } from '../project.ts';
import { bundle, entries, type Entry, entryNames, type Script, sourceVersion } from './bundles.ts';
import { clerkWords } from './clerk-words.ts';
import { formCheckScript } from './form-check-script.ts';
import { clerkStylesheets, faceFiles } from './stylesheets.ts';

/** A file that the clerk's browser loads; its address changes with its content, so that it may be kept for ever. */
export interface Asset {
  readonly type: string;
  readonly content: Uint8Array;
}

const compress = promisify(gzip);

/** Scripts, stylesheets, faces and words of the clerk's pages, kept in memory. */
export class ClerkAssets {
  readonly #version = sourceVersion();
  readonly #scripts = new Map<Entry, Promise<readonly Script[]>>();
  readonly #assets = new Map<string, Asset>();
  readonly #addresses = new Map<string, string>();
  readonly #compressed = new Map<string, Promise<Uint8Array>>();
  readonly #checks = new Map<string, Promise<Asset>>();
  readonly #checkAddresses = new Map<string, string>();

  readonly #stylesheets: ReadonlyMap<string, string>;

  constructor(locales: Locales) {
    for (const file of faceFiles) this.#add(file, 'font/ttf', readFileSync(projectPath('fonts', file)));
    this.#stylesheets = clerkStylesheets((file) => this.assetAddress(file));
    for (const language of interfaceLanguages) {
      const words = JSON.stringify(clerkWords(locales, language));
      this.#add(`words-${language}.json`, 'application/json', Buffer.from(words));
    }
  }

  /** Makes the scripts while somebody signs in: the first page after that does not wait for them. */
  prepare(): void {
    for (const entry of entries) {
      // Who asks for the script is told what went wrong.
      this.#scriptsOf(entry).catch(() => undefined);
    }
  }

  /** Address of stylesheets as one, in their order: a page asks once for its looks. @throws Error for an unknown name */
  stylesheetAddress(names: readonly string[]): string {
    const together = names.join(' ');
    if (!this.#addresses.has(together)) this.#add(together, 'text/css', Buffer.from(this.#styles(names)), 'styles.css');
    return this.assetAddress(together);
  }

  /** Address of a face or the words of a language. @throws Error when there is none of the name */
  assetAddress(name: string): string {
    const address = this.#addresses.get(name);
    if (address === undefined) throw new Error(`the clerk's pages have no ${name}`);
    return address;
  }

  /** Address of the script that a page begins with. */
  bundleAddress(entry: Entry): string {
    return `/clerk/${entryNames(entry, this.#version).first}`;
  }

  /** Addresses of the scripts that it loads at once. */
  importAddresses(entry: Entry): readonly string[] {
    return [`/clerk/${entryNames(entry, this.#version).base}`];
  }

  wordAddress(language: InterfaceLanguage): string {
    return this.assetAddress(`words-${language}.json`);
  }

  /** The file of a name in an address; undefined when there is none. Scripts are made when one is first asked for. */
  async asset(name: string): Promise<Asset | undefined> {
    const entry = name.endsWith('.js') ? entries.find((one) => name.startsWith(`${one}-`)) : undefined;
    if (entry === undefined) return this.#assets.get(name);
    const script = (await this.#scriptsOf(entry)).find((one) => one.name === name);
    return script === undefined ? undefined : { type: 'text/javascript', content: script.content };
  }

  /** The same in gzip, compressed when it is first asked for. */
  compressed(name: string, { content }: Asset): Promise<Uint8Array> {
    return once(this.#compressed, name, () => compress(content, { level: 9 }));
  }

  /** Address of the check of a form's schema: it changes with the schema. */
  checkAddress(form: FormDefinition): string {
    const known =
      this.#checkAddresses.get(form.id) ??
      `/clerk/forms/${form.id}-${hashOf(Buffer.from(JSON.stringify(form.schema.bundled)))}.js`;
    this.#checkAddresses.set(form.id, known);
    return known;
  }

  /** The check itself, compiled when it is first asked for. */
  check(form: FormDefinition): Promise<Asset> {
    return once(this.#checks, form.id, async () => ({
      type: 'text/javascript',
      content: await formCheckScript(form),
    }));
  }

  #scriptsOf(entry: Entry): Promise<readonly Script[]> {
    return once(this.#scripts, entry, () => bundle(entry, this.#version));
  }

  #styles(names: readonly string[]): string {
    return names
      .map((name) => {
        const text = this.#stylesheets.get(name);
        if (text === undefined) throw new Error(`the clerk's pages have no ${name}`);
        return text;
      })
      .join('\n');
  }

  #add(name: string, type: string, content: Uint8Array, fileName = name): void {
    const dot = fileName.lastIndexOf('.');
    const hashed = `${fileName.slice(0, dot)}-${hashOf(content)}${fileName.slice(dot)}`;
    this.#assets.set(hashed, { type, content });
    this.#addresses.set(name, `/clerk/${hashed}`);
  }
}

/** Makes something when it is first asked for; what failed is made again for the next who asks. */
function once<Key, Made>(made: Map<Key, Promise<Made>>, key: Key, make: () => Promise<Made>): Promise<Made> {
  const known = made.get(key);
  if (known !== undefined) return known;
  const making = make();
  made.set(key, making);
  making.catch(() => made.delete(key));
  return making;
}

function hashOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('base64url').slice(0, 12);
}
