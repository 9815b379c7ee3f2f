import { rmSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { startChildService } from './child-service.ts';
import { newDataFolder } from './data-folder.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the one service that all suites share. */
    serviceUrl: string;
    /** Its data folder: new in every run. */
    dataFolder: string;
  }
}

/** One service and one browser for the whole run: suites ask it over HTTP, as its users do. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataFolder = newDataFolder();
  const service = await startChildService({ NYSAN_DATA_DIR: dataFolder });
  project.provide('serviceUrl', service.url);
  project.provide('dataFolder', dataFolder);
  return async () => {
    await service.stop();
    rmSync(dataFolder, { recursive: true });
  };
}
