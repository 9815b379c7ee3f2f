import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { projectPath } from '../../src/project.ts';

export interface ChildService {
  readonly url: string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

/** Starts a service as a process of its own, as an operator does; `environment` adds to its settings. */
export async function startChildService(environment: NodeJS.ProcessEnv = {}): Promise<ChildService> {
  const child = fork(projectPath('test', 'support', 'serve.ts'), { env: { ...process.env, ...environment } });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message: { readonly url: string }) => {
      resolve(message.url);
    });
    child.once('exit', (code) => {
      reject(new Error(`the service ended with ${code ?? 'a signal'} before it listened`));
    });
  });
  return {
    url,
    process: child,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.send('stop');
      await ended;
    },
  };
}
