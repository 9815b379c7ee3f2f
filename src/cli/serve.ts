import { readConfiguration } from '../config.ts';
import { openLog } from '../observe/log.ts';
import { startServer } from '../server.ts';

/** Serves until told to stop, then finishes what is under way. */
export async function serve(): Promise<number> {
  const configuration = readConfiguration(process.env);
  const log = openLog(configuration);
  const server = await startServer(configuration, log);
  process.stdout.write(`Nysan listens at ${server.url} (API documentation: ${server.url}/docs)\n`);
  if (server.key.fresh) {
    process.stdout.write(`API key with every scope, shown this once and kept in the data folder: ${server.key.key}\n`);
  }
  if (server.firstUserCode !== null) {
    process.stdout.write(
      `Nobody can sign in yet: open ${server.url}/first-user and type the code ${server.firstUserCode}\n`,
    );
  }
  const signal = await new Promise<string>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  log.info({ signal }, 'stopping');
  await server.stop();
  return 0;
}
