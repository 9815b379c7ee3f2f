import { mkdirSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectPath } from '../../src/project.ts';

/** Kept between runs, so that the browser is unpacked once. */
export const keptDataFolder = projectPath('node_modules', '.cache', 'nysan-test');

/** A new data folder whose browser is already unpacked. */
export function newDataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nysan-'));
  mkdirSync(join(keptDataFolder, 'browser'), { recursive: true });
  symlinkSync(join(keptDataFolder, 'browser'), join(folder, 'browser'));
  return folder;
}
