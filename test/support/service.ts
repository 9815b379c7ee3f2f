import { mkdirSync } from 'node:fs';
import { pino } from 'pino';
import { readConfiguration } from '../../src/config.ts';
import { type RunningServer, startServer } from '../../src/server.ts';
import { keptDataFolder } from './data-folder.ts';

/** Key that the tests' services accept. */
export const testKey = 'key-of-the-tests';

/** The moment at which the tests' services live unless told another. */
export const testNow = new Date('2026-11-20T06:00:00Z');

/** Starts a service on a free port; settings of the process' environment, with the tests' defaults. */
export function startTestService(
  environment: NodeJS.ProcessEnv = process.env,
  now: () => Date = () => testNow,
): Promise<RunningServer> {
  mkdirSync(keptDataFolder, { recursive: true });
  const configuration = readConfiguration({
    NYSAN_PORT: '0',
    NYSAN_DATA_DIR: keptDataFolder,
    NYSAN_BOOTSTRAP_KEY: testKey,
    NYSAN_LOG_LEVEL: 'silent',
    // All suites ask from one address.
    NYSAN_PUBLIC_REQUESTS: '1000000',
    // Nor is a busy machine what they are about.
    NYSAN_LONGEST_WAIT: '600000',
    ...environment,
  });
  return startServer(configuration, pino({ level: configuration.logLevel }), now);
}
