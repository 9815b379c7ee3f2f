import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import { extract } from 'tar-stream';

/** A browser ready to be started: its program and the environment variables it needs. */
export interface InstalledChromium {
  readonly executablePath: string;
  readonly environment: Readonly<Record<string, string>>;
}

export interface ChromiumFolders {
  /** Where the unpacked browser is kept between starts (about 215 MB); made when missing. */
  readonly cacheDir: string;
  /** The only fonts the browser may see. */
  readonly fontsDir: string;
}

/** The browser that comes with the dependencies does not run on this processor or system. */
export class UnsupportedPlatformError extends Error {
  override readonly name = 'UnsupportedPlatformError';
}

/** The browser package lacks what is expected in it. */
export class BrowserPackageError extends Error {
  override readonly name = 'BrowserPackageError';
}

/**
 * Unpacks the browser of `@sparticuz/chromium` once (2 to 3 s) and describes how to start it.
 *
 * The package's own `executablePath()` is not used: it unpacks into the shared temporary folder without a lock and
 * leaves out the libraries (nspr, nss) that a minimal Debian lacks.
 *
 * @throws UnsupportedPlatformError on anything but Linux on x86-64, BrowserPackageError on an incomplete package.
 */
export async function installChromium({ cacheDir, fontsDir }: ChromiumFolders): Promise<InstalledChromium> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new UnsupportedPlatformError(`no browser for ${process.platform} ${process.arch}`);
  }
  const packageDir = fileURLToPath(new URL('..', import.meta.resolve('@sparticuz/chromium')));
  const cache = path.resolve(cacheDir);
  const home = path.join(cache, `chromium-${await packageVersion(packageDir)}`);
  const executablePath = path.join(home, 'chromium');
  if (!(await exists(executablePath))) await unpackOnce(path.join(packageDir, 'bin'), cache, home);
  return {
    executablePath,
    environment: {
      HOME: home,
      LD_LIBRARY_PATH: path.join(home, 'lib'),
      FONTCONFIG_FILE: await writeFontConfiguration(home, path.resolve(fontsDir)),
    },
  };
}

/** Unpacks under a temporary name and renames, so that of several processes each sees nothing or everything. */
async function unpackOnce(archives: string, cache: string, home: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const temporary = await mkdtemp(path.join(cache, 'unpacking-'));
  try {
    await Promise.all([
      pipeline(
        createReadStream(path.join(archives, 'chromium.br')),
        createBrotliDecompress({ chunkSize: 2 ** 21 }),
        createWriteStream(path.join(temporary, 'chromium'), { mode: 0o755 }),
      ),
      unpackLibraries(path.join(archives, 'al2023.tar.br'), temporary),
    ]);
    // A temporary folder is its maker's alone; the cache is for every user that runs the service.
    await chmod(temporary, 0o755);
    await rename(temporary, home);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    if (!(await exists(path.join(home, 'chromium')))) throw error;
  }
}

async function unpackLibraries(archive: string, target: string): Promise<void> {
  await mkdir(path.join(target, 'lib'));
  const entries = extract();
  const unpacking = pipeline(createReadStream(archive), createBrotliDecompress(), entries);
  for await (const entry of entries) {
    if (entry.header.type !== 'file') {
      entry.resume();
      continue;
    }
    const library = path.join(target, 'lib', path.basename(entry.header.name));
    await pipeline(entry, createWriteStream(library, { mode: 0o755 }));
  }
  await unpacking;
}

/** The file is named for its content: checkouts that share a cache do not overwrite each other's. */
async function writeFontConfiguration(home: string, fontsDir: string): Promise<string> {
  const configuration = [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    `  <dir>${escapeXml(fontsDir)}</dir>`,
    `  <cachedir>${escapeXml(path.join(home, 'fontconfig'))}</cachedir>`,
    '</fontconfig>',
    '',
  ].join('\n');
  const name = createHash('sha256').update(configuration).digest('hex').slice(0, 12);
  const file = path.join(home, `fonts-${name}.conf`);
  if (await exists(file)) return file;
  const temporary = `${file}.${process.pid}`;
  await writeFile(temporary, configuration);
  await rename(temporary, file);
  return file;
}

async function packageVersion(packageDir: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(path.join(packageDir, 'package.json'), 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) {
    if (typeof manifest.version === 'string') return manifest.version;
  }
  throw new BrowserPackageError('@sparticuz/chromium states no version');
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
