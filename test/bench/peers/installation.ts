import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { projectPath } from '../../../src/project.ts';
import type { Peer } from './catalogue.ts';

/** A peer's packages cannot be had. */
export class NotInstalledError extends Error {
  override readonly name = 'NotInstalledError';
}

/**
 * Installs the packages of a peer once, apart from those of Nysan and of other peers.
 * @returns a file beside the packages, from which they are found
 * @throws NotInstalledError when npm cannot install them
 */
export async function installPeer({ packages }: Pick<Peer, 'packages'>): Promise<string> {
  const names = Object.keys(packages);
  const folder = projectPath('test', 'bench', '.peers', (names[0] ?? 'none').replaceAll(/[@/]/g, '-'));
  const manifest = join(folder, 'package.json');
  const content = `${JSON.stringify({ private: true, dependencies: packages }, null, 2)}\n`;
  if (names.length === 0 || isInstalled(folder, manifest, content)) return manifest;
  mkdirSync(folder, { recursive: true });
  writeFileSync(manifest, content);
  // Browsers that packages would download on installation are not wanted: all print with Nysan's.
  const npm = spawn('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const failed = once(npm, 'error').then(([error]) => Promise.reject(new NotInstalledError(String(error))));
  const ended = Promise.all([text(npm.stderr), once(npm, 'close')]).then(([errors, [code]]) => {
    if (code !== 0) throw new NotInstalledError(`npm: ${errors.split('\n')[0] ?? 'no reason told'}`);
  });
  await Promise.race([ended, failed]);
  return manifest;
}

function isInstalled(folder: string, manifest: string, content: string): boolean {
  // npm writes its own list last.
  const isWhole = existsSync(join(folder, 'node_modules', '.package-lock.json'));
  return isWhole && readFileSync(manifest, 'utf8') === content;
}
