import type { JsonObject } from '../../forms/json.ts';
import { withoutKey } from './operations.ts';

const boolean: JsonObject = { type: 'boolean' };

/** What a balancer and whoever restarts processes ask. */
export const healthPaths: JsonObject = {
  '/health/live': {
    get: withoutKey({
      operationId: 'live',
      summary: 'The process answers',
      responses: { '200': stateAnswer({ status: { const: 'live' } }) },
    }),
  },
  '/health/ready': {
    get: withoutKey({
      operationId: 'ready',
      summary: 'The node can do its work: it has a browser, and the database answers',
      responses: {
        '200': stateAnswer({ status: { const: 'ready' }, browser: boolean, registry: boolean }),
        '503': stateAnswer({ status: { const: 'not ready' }, browser: boolean, registry: boolean }),
      },
    }),
  },
};

function stateAnswer(properties: JsonObject): JsonObject {
  const schema = { type: 'object', required: Object.keys(properties), properties };
  return { description: 'State', content: { 'application/json': { schema } } };
}
