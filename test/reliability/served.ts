import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { projectPath } from '../../src/project.ts';
import { keptDataFolder } from '../support/data-folder.ts';
import { testKey } from '../support/service.ts';

export { newDataFolder } from '../support/data-folder.ts';

/** A service started from the command line, as an operator does. */
export interface Served {
  readonly url: string;
  readonly process: ChildProcess;
  /** Everything it wrote to standard output so far. */
  output(): string;
  /** Sends SIGTERM and waits for the end. */
  stop(): Promise<Ended>;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs `nysan serve` until it ends by itself: for starts that must fail. */
export async function runToEnd(environment: NodeJS.ProcessEnv): Promise<Ended> {
  return start(environment).ended;
}

/** Runs `nysan serve` and waits until it listens. Rejects with what it wrote when it ends before. */
export async function serve(environment: NodeJS.ProcessEnv = {}): Promise<Served> {
  const { child, ended, output } = start(environment);
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const listening = /listens at (\S+)/.exec(output())?.[1];
      if (listening !== undefined) resolve(listening);
    });
    void ended.then(({ errors }) => {
      reject(new Error(errors));
    });
  });
  return {
    url,
    process: child,
    output,
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

function start(environment: NodeJS.ProcessEnv) {
  const settings = {
    NYSAN_PORT: '0',
    NYSAN_DATA_DIR: keptDataFolder,
    NYSAN_BOOTSTRAP_KEY: testKey,
    NYSAN_LOG_LEVEL: 'silent',
  };
  const child = spawn(process.execPath, [projectPath('src', 'main.ts'), 'serve'], {
    env: { ...process.env, ...settings, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const ended = once(child, 'close').then(([code, signal]): Ended => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
    output,
    errors,
  }));
  return { child, ended, output: () => output };
}
