import { fileURLToPath } from 'node:url';

/** Absolute path of a file or folder of the project, wherever the process was started. */
export function projectPath(...parts: readonly string[]): string {
  return fileURLToPath(new URL(['..', ...parts].join('/'), import.meta.url));
}
