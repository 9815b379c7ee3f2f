import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { projectPath } from '../../../src/project.ts';
import { processesBelow } from '../../reliability/processes.ts';
import type { Peer } from './catalogue.ts';
import type { MakerSetup } from './maker.ts';

/** A peer that runs as a service. */
export interface HostedPeer {
  readonly url: string;
  readonly process: ChildProcess;
  /** Ends it and all that it started. */
  stop(): Promise<void>;
}

export async function hostPeer({ name, medium }: Peer, setup: MakerSetup): Promise<HostedPeer> {
  const child = fork(projectPath('test', 'bench', 'peers', 'host.ts'), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.send({ name, medium, setup });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message: { readonly url: string }) => {
      resolve(message.url);
    });
    child.once('exit', (code) => {
      reject(new Error(`${name} ended with ${code ?? 'a signal'} before it listened`));
    });
  });
  return {
    url,
    process: child,
    async stop() {
      // Stopped first, it starts nothing more: the browsers of a peer would outlive it, some are just being replaced.
      child.kill('SIGSTOP');
      const below = processesBelow(child.pid ?? 0);
      const ended = once(child, 'exit');
      for (const process of [...below, child.pid ?? 0]) end(process);
      await ended;
    },
  };
}

function end(id: number): void {
  try {
    process.kill(id, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
