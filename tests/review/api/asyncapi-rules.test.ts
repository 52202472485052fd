import { describe } from '@jest/globals';
import { asyncApiRules } from '../../../src/review/api/asyncapi/rules.ts';
import { rootOf } from '../../../src/review/api/document/node.ts';
import { applyRules } from '../../../src/review/api/rule.ts';
import { testRules, type RuleCases } from './rule-cases.ts';

function found(document: unknown): readonly string[] {
  return applyRules(asyncApiRules, rootOf(document), () => 1).map(({ id }) => id);
}

const broker = { host: 'kafka.example.com', protocol: 'kafka-secure', security: [{}] };
const message = { payload: { type: 'object', properties: { eventId: { type: 'string' } } } };
const server = (change: Readonly<Record<string, unknown>>) => ({
  servers: { bus: { ...broker, ...change } },
});
const carried = (one: unknown) => ({ channels: { orders: { messages: { made: one } } } });

const cases: RuleCases<unknown> = {
  'api.async_server_insecure': {
    speaks: [
      server({ protocol: 'kafka' }),
      {
        servers: { bus: { $ref: '#/components/servers/bus' } },
        components: { servers: { bus: { ...broker, protocol: 'mqtt' } } },
      },
    ],
    silent: [
      server({}),
      server({ protocol: 'kafka', host: 'localhost:9092' }),
      server({ protocol: 'ws', host: undefined, url: 'ws://127.0.0.1' }),
    ],
  },
  'api.async_server_open': {
    speaks: [server({ security: undefined })],
    silent: [
      server({}),
      {
        servers: { bus: { $ref: '#/components/servers/bus' } },
        components: { servers: { bus: broker } },
      },
      { servers: { bus: { $ref: 'servers.yaml#/bus' } } },
    ],
  },
  'api.async_payload_missing': {
    speaks: [
      carried({}),
      { channels: { orders: { subscribe: { message: { name: 'made' } } } } },
      {
        channels: { orders: { $ref: '#/components/channels/orders' } },
        components: { channels: { orders: { messages: { made: {} } } } },
      },
    ],
    silent: [
      carried(message),
      carried({ $ref: '#/components/messages/made' }),
      carried({ headers: { type: 'object' } }),
      { channels: { orders: { publish: { message: { oneOf: [message] } } } } },
    ],
  },
  'api.async_correlation_missing': {
    speaks: [carried({ payload: { type: 'string' } })],
    silent: [
      carried(message),
      carried({ payload: { type: 'string' }, correlationId: { location: '$message.header#/id' } }),
      { channels: { orders: {} } },
    ],
  },
};

describe('our rules over AsyncAPI', () => {
  testRules(asyncApiRules, cases, found);
});
