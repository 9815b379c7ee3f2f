import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { projectPath } from '../../src/project.ts';

export interface ChildService {
  readonly url: string;
  readonly process: ChildProcess;
  /** The service lives at this instant from now on. */
  setClock(instant: Date): Promise<void>;
  /** Ends it as a power cut does. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a service as a process of its own, as an operator does; `environment` adds to its settings. */
export async function startChildService(environment: NodeJS.ProcessEnv = {}): Promise<ChildService> {
  const child = fork(projectPath('test', 'support', 'serve.ts'), {
    // As `npm start` does.
    env: { ...process.env, MALLOC_MMAP_THRESHOLD_: '34816', ...environment },
    execArgv: ['--max-semi-space-size=8'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message: { readonly url: string }) => {
      resolve(message.url);
    });
    child.once('exit', (code) => {
      reject(new Error(`the service ended with ${code ?? 'a signal'} before it listened`));
    });
  });
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  return {
    url,
    process: child,
    async setClock(instant) {
      const set = once(child, 'message');
      child.send({ now: instant.toISOString() });
      await set;
    },
    async kill() {
      if (isOver()) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      if (isOver()) return;
      const ended = once(child, 'exit');
      child.send('stop');
      await ended;
    },
  };
}
