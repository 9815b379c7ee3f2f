import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { buffer, text } from 'node:stream/consumers';
import { vi } from 'vitest';
import { runCommand } from '../../src/cli/commands.ts';
import { projectPath } from '../../src/project.ts';

/** What a command of the CLI left. */
export interface Outcome {
  readonly code: number;
  readonly bytes: Uint8Array;
  /** Standard output and standard error as text. */
  readonly output: string;
  readonly errors: string;
}

/** Runs `nysan` with words and, where given, something on standard input; `settings` add to the environment. */
export async function nysan(
  words: readonly string[],
  input: string | Uint8Array = '',
  settings: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const child = spawn(process.execPath, [projectPath('src', 'main.ts'), ...words], {
    env: { ...process.env, NYSAN_DATA_DIR: projectPath('node_modules', '.cache', 'nysan-test'), ...settings },
  });
  // A command that needs no input may be gone before it is written.
  child.stdin.on('error', () => undefined).end(input);
  const [bytes, errors] = await Promise.all([buffer(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode ?? -1, bytes, output: bytes.toString('utf8'), errors };
}

/** Runs the command in this process, for words that need neither standard input nor a browser. */
export async function nysanHere(words: readonly string[]): Promise<Omit<Outcome, 'bytes'>> {
  const written = { output: '', errors: '' };
  const catching = (stream: NodeJS.WriteStream, name: keyof typeof written) =>
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      written[name] += String(chunk);
      return true;
    });
  const spies = [catching(process.stdout, 'output'), catching(process.stderr, 'errors')];
  try {
    const code = await runCommand(words);
    return { code, ...written };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
