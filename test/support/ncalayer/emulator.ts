import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import { type WebSocket, WebSocketServer } from 'ws';
import type { JsonObject } from '../../../src/forms/json.ts';
import { CertificateAuthority, type Identity } from '../certificates/certificate-authority.ts';
import { authorityName } from '../certificates/distinguished-name.ts';
import { type NcaLayerRequest, requestIn, signedData } from './request.ts';
import { type Dialect, currentDialect, olderDialect } from './dialects.ts';

/** Pages know this address and no other. */
const port = 13_579;

/** What the person before the screen does, and the program with it. */
export interface Behaviour {
  /** Whose key is chosen. */
  readonly signer: Identity;
  /** `waits`: the window stays open until `goOn` is called; `leaves`: the program ends without an answer. */
  readonly does?: 'signs' | 'cancels' | 'fails' | 'waits' | 'leaves';
  /** `older` has no module `basics`. */
  readonly version?: 'current' | 'older';
  /** Storages that are plugged in. */
  readonly tokens?: readonly string[];
}

/** NCALayer as far as a page can tell: its protocol on its address, with a certificate that no browser knows. */
export class NcaLayerEmulator {
  #behaviour: Behaviour;
  #server: Server | null = null;
  #requests: NcaLayerRequest[] = [];
  #waiting = Promise.withResolvers<undefined>();

  constructor(behaviour: Behaviour) {
    this.#behaviour = behaviour;
  }

  /** What was asked since the last behaviour began. */
  get requests(): readonly NcaLayerRequest[] {
    return this.#requests;
  }

  async start(): Promise<void> {
    const authority = CertificateAuthority.root(authorityName('LOCAL ROOT (TEST)'));
    const { privateKeyPem, certificatePem } = authority.identify({ subject: authorityName('127.0.0.1'), serial: '02' });
    const server = createServer({ key: privateKeyPem, cert: certificatePem });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening').catch((cause: unknown) => {
      throw new Error(`port ${port} is taken: by NCALayer itself, or by another run of the tests`, { cause });
    });
    new WebSocketServer({ server }).on('connection', (socket) => {
      this.#welcome(socket);
    });
    this.#server = server;
  }

  /** From now on; nothing is taken over from before. */
  behave(behaviour: Behaviour): void {
    this.#behaviour = behaviour;
    this.#requests = [];
    this.#waiting = Promise.withResolvers();
  }

  /** The person who kept the window open signs now. */
  goOn(): void {
    this.#waiting.resolve(undefined);
  }

  async stop(): Promise<void> {
    const server = this.#server;
    if (server === null) return;
    this.#server = null;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }

  #welcome(socket: WebSocket): void {
    socket.send(JSON.stringify({ result: { version: '1.4' } }));
    socket.on('message', (message: Buffer) => {
      void this.#answer(socket, requestIn(message.toString()));
    });
  }

  async #answer(socket: WebSocket, request: NcaLayerRequest): Promise<void> {
    this.#requests.push(request);
    const { does = 'signs', version = 'current', tokens = [] } = this.#behaviour;
    const reply = (answer: JsonObject) => {
      // It tells now and then that it lives.
      socket.send('--heartbeat--');
      socket.send(JSON.stringify(answer));
    };
    const dialect: Dialect | undefined = [currentDialect, olderDialect].find(
      ({ module }) => module === request.module && (version === 'current' || module !== currentDialect.module),
    );
    if (dialect === undefined) reply({ success: false, errorCode: 'MODULE_NOT_FOUND' });
    else if (request.method === 'getActiveTokens') reply({ code: '200', responseObject: tokens });
    else if (does === 'cancels') reply(dialect.cancelled);
    else if (does === 'fails') reply(dialect.failed);
    else if (does === 'leaves') socket.terminate();
    else {
      if (does === 'waits') await this.#waiting.promise;
      reply(dialect.signed(signedData(dialect.dataIn(request), this.#behaviour.signer)));
    }
  }
}
