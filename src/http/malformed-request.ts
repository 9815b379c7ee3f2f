import type { Duplex } from 'node:stream';
import type { Locales } from '../compose/locales.ts';
import { Problem } from '../problem.ts';
import { describeProblem } from '../problem-text.ts';

/** Answers what is no HTTP at all, below any route: in the default language, for the caller's own cannot be read. */
export function answerMalformedRequest(locales: Locales): (error: Error, socket: Duplex) => void {
  return (error, socket) => {
    const gone = 'code' in error && error.code === 'ECONNRESET';
    if (gone || !socket.writable) {
      socket.destroy();
      return;
    }
    const tooLarge = 'code' in error && error.code === 'HPE_HEADER_OVERFLOW';
    const problem = new Problem(tooLarge ? 'headers-too-large' : 'request-malformed', { cause: error });
    const body = Buffer.from(JSON.stringify(describeProblem(problem, locales, 'ru')));
    socket.end(
      Buffer.concat([
        Buffer.from(
          `HTTP/1.1 ${problem.status} ${tooLarge ? 'Request Header Fields Too Large' : 'Bad Request'}\r\n` +
            `Content-Type: application/problem+json; charset=utf-8\r\nContent-Length: ${body.length}\r\n` +
            'Connection: close\r\n\r\n',
        ),
        body,
      ]),
    );
  };
}
