import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { Writable } from 'node:stream';
import { passwordFault, passwordLength } from '../people/password.ts';
import { UsageError } from './usage.ts';

/**
 * A new password: typed twice at the terminal, which does not show it, or one line of standard input.
 * @throws UsageError when it is too short or too long, when the two differ, or when there is no terminal
 */
export async function readNewPassword({ fromInput }: { readonly fromInput: boolean }): Promise<string> {
  const password = fromInput ? (await text(process.stdin)).replace(/\r?\n$/, '') : await typedTwice();
  const fault = passwordFault(password);
  if (fault === 'short') throw new UsageError(`a password has at least ${passwordLength.least} characters`);
  if (fault === 'long') throw new UsageError(`a password has at most ${passwordLength.most} characters`);
  return password;
}

async function typedTwice(): Promise<string> {
  if (!process.stdin.isTTY)
    throw new UsageError('there is no terminal: --password-stdin takes the password from input');
  const [password, again] = await typedUnseen(['Password: ', 'Password again: ']);
  if (password === undefined || password !== again) throw new UsageError('the passwords differ');
  return password;
}

/** Lines typed at the terminal; what is typed is not shown. Ends early when the input does. */
async function typedUnseen(questions: readonly string[]): Promise<string[]> {
  const unseen = new Writable({
    write(_chunk, _encoding, done) {
      done();
    },
  });
  const lines = createInterface({ input: process.stdin, output: unseen, terminal: true });
  const answers: string[] = [];
  try {
    process.stderr.write(questions[0] ?? '');
    for await (const line of lines) {
      answers.push(line);
      process.stderr.write(`\n${questions[answers.length] ?? ''}`);
      if (answers.length === questions.length) break;
    }
    return answers;
  } finally {
    lines.close();
  }
}
