import type { JsonObject } from '../../forms/json.ts';
import { operation, pathParameter } from './operations.ts';
import { text } from './schemas.ts';

const ownId: JsonObject = { type: 'string', pattern: '^[A-Za-z0-9-]{16,64}$' };

/** Of requests that make a document. */
export const progressHeader: JsonObject = {
  name: 'Nysan-Progress',
  in: 'header',
  required: false,
  description:
    'An id that the caller makes up at random, such as a UUID: under it `/v1/progress/{id}` tells how far it is',
  schema: ownId,
};

/** The door to watch a long document by. */
export const progressPaths: JsonObject = {
  '/v1/progress/{id}': {
    parameters: [pathParameter('id', 'The id that the own request was sent with in `Nysan-Progress`', ownId)],
    get: {
      ...operation('watchProgress', 'Server-sent events until the document is answered', {
        '200': {
          description:
            'Events `progress` at each step and twice a second, with {"step", "done", "secondsLeft"} as data. Steps are ' +
            'receive, those of Server-Timing, and last of all ready or refused. `done` is the estimated part of the ' +
            'whole, 0 to 1, and never falls; `secondsLeft` is null before it is known and when it takes longer',
          content: { 'text/event-stream': { schema: text } },
        },
      }),
      description:
        'Only for who sent the request. A request that has not arrived is waited for some seconds; one that was ' +
        'answered, or is served by another node, is unknown.',
    },
  },
};
