import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

/** The words of a command do not fit it; the message says which. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** @throws UsageError */
export function readWords<const Options extends ParseArgsOptionsConfig>(words: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : 'unreadable words', { cause });
  }
}

/** The one positional word of a command. @throws UsageError */
export function onlyWord(words: readonly string[], meaning: string): string {
  const [word, ...rest] = words;
  if (word === undefined || rest.length > 0) throw new UsageError(`expected one ${meaning}`);
  return word;
}
