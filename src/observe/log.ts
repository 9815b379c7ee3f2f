import { pino, type Logger } from 'pino';
import type { Configuration } from '../config.ts';

/** Structured log on standard output. It carries ids, codes and times; payload values never reach it. */
export function openLog(configuration: Configuration): Logger {
  return pino({
    level: configuration.logLevel,
    base: { service: 'nysan' },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: ['headers', 'body', 'authorization'], remove: true },
    serializers: { err: describeCause },
  });
}

/** Name and stack of an error and of its causes: messages of our own errors name files and fields, never values. */
function describeCause(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: describeCause(error.cause) }),
  };
}
