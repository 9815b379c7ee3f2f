import { rmSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { openRegistry } from '../../src/registry/open-registry.ts';
import { startChildService } from './child-service.ts';
import { newDataFolder } from './data-folder.ts';
import { testNow } from './service.ts';
import { signedIn } from './signed-in.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the one service that all suites share. */
    serviceUrl: string;
    /** Its data folder: new in every run. */
    dataFolder: string;
    /** Session of a clerk with every scope, as the cookie `nysan_session` carries it. */
    clerkSession: string;
  }
}

/** One service and one browser for the whole run: suites ask it over HTTP, as its users do. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataFolder = newDataFolder();
  const service = await startChildService({ NYSAN_DATA_DIR: dataFolder });
  project.provide('serviceUrl', service.url);
  project.provide('dataFolder', dataFolder);
  project.provide('clerkSession', await signClerkIn(dataFolder));
  return async () => {
    await service.stop();
    rmSync(dataFolder, { recursive: true });
  };
}

/** A clerk of the issuer that the installation began with. */
async function signClerkIn(dataFolder: string): Promise<string> {
  const registry = await openRegistry({ dataFolder, now: () => testNow });
  try {
    return (await signedIn(registry)).session;
  } finally {
    await registry.close();
  }
}
