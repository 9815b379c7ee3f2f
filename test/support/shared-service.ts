import type { TestProject } from 'vitest/node';
import { startChildService } from './child-service.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the one service that all suites share. */
    serviceUrl: string;
  }
}

/** One service and one browser for the whole run: suites ask it over HTTP, as its users do. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const service = await startChildService();
  project.provide('serviceUrl', service.url);
  return () => service.stop();
}
