import { mkdir } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type { Configuration } from './config.ts';
import { type Core, openCore } from './core.ts';
import { application } from './http/application.ts';
import { FirstUserCode } from './people/first-user.ts';
import { bootstrapKey, type BootstrapKey } from './http/keys.ts';
import { Connections } from './http/connections.ts';
import { answerMalformedRequest } from './http/malformed-request.ts';
import { Messenger } from './webhooks/messenger.ts';

export interface RunningServer {
  /** Address it listens at, with the port the system gave. */
  readonly url: string;
  readonly key: BootstrapKey;
  /** The code that lets the first person be made; null when there are people. */
  readonly firstUserCode: string | null;
  /** Answers what is under way, then closes; new requests are refused. */
  stop(): Promise<void>;
}

/** Slower clients than this are not served: a body must arrive within it (milliseconds). */
const requestTimeout = 120_000;
/**
 * Milliseconds that a connection without requests is kept. Longer than balancers keep theirs (two minutes at most by
 * default): else one would send a request into a connection that is just being closed, and answer 502.
 */
const keepAliveTimeout = 125_000;

export async function startServer(
  configuration: Configuration,
  log: Logger,
  now: () => Date = () => new Date(),
): Promise<RunningServer> {
  await mkdir(configuration.dataFolder, { recursive: true, mode: 0o700 });
  const key = await bootstrapKey(configuration);
  const core = await openCore(configuration, log, now);
  const messenger = openMessenger(configuration, core, log);
  const firstUser = (await core.office.registry.hasPeople()) ? null : new FirstUserCode();
  let stopping = false;
  const server = createServer(
    { requestTimeout, keepAliveTimeout },
    application(core, { configuration, key: key.key, firstUser, messenger, log, stopping: () => stopping }),
  );
  const connections = new Connections(server);
  server.on('clientError', answerMalformedRequest(core.locales));
  try {
    await core.batches.start();
    await listen(server, configuration);
  } catch (error) {
    await messenger?.stop();
    await core.close();
    throw error;
  }
  return {
    url: addressOf(server, configuration),
    key,
    firstUserCode: firstUser?.text ?? null,
    async stop() {
      stopping = true;
      await core.batches.stop();
      await connections.close();
      await messenger?.stop();
      await core.close();
    },
  };
}

/** Null where the operator lets nothing be sent. */
function openMessenger({ webhookHosts: hosts }: Configuration, core: Core, log: Logger): Messenger | null {
  const { webhooks } = core.office.registry;
  return hosts === null ? null : new Messenger({ webhooks, hosts, now: core.now, log });
}

function listen(server: Server, { port, host }: Configuration): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}

function addressOf(server: Server, { host }: Configuration): string {
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
