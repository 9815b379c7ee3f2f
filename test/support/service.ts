import { mkdirSync } from 'node:fs';
import { pino } from 'pino';
import { readConfiguration } from '../../src/config.ts';
import { projectPath } from '../../src/project.ts';
import { type RunningServer, startServer } from '../../src/server.ts';

/** Key that the tests' services accept. */
export const testKey = 'key-of-the-tests';

/** The moment at which the tests' services live. */
export const testNow = new Date('2026-11-20T06:00:00Z');

/** Kept between runs, so that the browser is unpacked once. */
const dataFolder = projectPath('node_modules', '.cache', 'nysan-test');

/** Starts a service on a free port; settings of the process' environment, with the tests' defaults. */
export function startTestService(environment: NodeJS.ProcessEnv = process.env): Promise<RunningServer> {
  mkdirSync(dataFolder, { recursive: true });
  const configuration = readConfiguration({
    NYSAN_PORT: '0',
    NYSAN_DATA_DIR: dataFolder,
    NYSAN_BOOTSTRAP_KEY: testKey,
    NYSAN_LOG_LEVEL: 'silent',
    ...environment,
  });
  return startServer(configuration, pino({ level: configuration.logLevel }), () => testNow);
}
