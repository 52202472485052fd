import { at, child, exists, fields, text, type DocNode } from '../document/node.ts';
import { createResolve } from '../openapi/resolve.ts';
import type { Hit, Rule } from '../rule.ts';

const ASYNCAPI = 'https://www.asyncapi.com/docs/reference/specification/v3.0.0';

/** Our own rules over AsyncAPI; its structure is the linter's. */
export const asyncApiRules: readonly Rule<DocNode>[] = [
  {
    id: 'api.async_server_insecure',
    severity: 'warn',
    confidence: 'proved',
    why: 'Messages travel in the clear, credentials included.',
    source: `${ASYNCAPI}#serverObject`,
    fix: 'Use the protocol with TLS: kafka-secure, mqtts, wss, amqps.',
    check: (root) =>
      servers(root)
        .filter(([, server]) =>
          /^(kafka|mqtt|ws|amqp|stomp|http|nats|redis)$/.test(text(server, 'protocol') ?? ''),
        )
        .filter(
          ([, server]) =>
            !/localhost|127\.0\.0\.1/.test(
              `${text(server, 'host') ?? ''}${text(server, 'url') ?? ''}`,
            ),
        )
        .map(([name, server]): Hit => ({
          where: name,
          at: server.pointer,
          detail: text(server, 'protocol') ?? '',
        })),
  },
  {
    id: 'api.async_server_open',
    severity: 'info',
    confidence: 'proved',
    why: 'Nothing says how clients of the server prove who they are.',
    source: `${ASYNCAPI}#serverObject`,
    fix: 'Name the security of the server.',
    check: (root) =>
      servers(root)
        .filter(([, server]) => !exists(child(server, 'security')))
        .map(([name, server]): Hit => ({ where: name, at: server.pointer })),
  },
  {
    id: 'api.async_payload_missing',
    severity: 'warn',
    confidence: 'proved',
    why: 'The message has no payload: consumers learn its form from production.',
    source: `${ASYNCAPI}#messageObject`,
    fix: 'Describe the payload.',
    check: (root) =>
      messages(root)
        .filter(([, message]) => !exists(child(message, 'payload')))
        .filter(
          ([, message]) =>
            !['oneOf', 'headers', 'traits'].some((key) => exists(child(message, key))),
        )
        .map(([name, message]): Hit => ({ where: name, at: message.pointer })),
  },
  {
    id: 'api.async_correlation_missing',
    severity: 'info',
    confidence: 'heuristic',
    why: 'No message names a correlation id, so a delivery that comes twice cannot be told from two events, nor an answer be matched.',
    source: `${ASYNCAPI}#correlationIdObject`,
    fix: 'Give messages an id that consumers deduplicate by, and describe it as correlationId.',
    check: (root) => {
      const [first] = messages(root);
      const has =
        /"(correlationId|messageId|message_id|event_?id|correlation_id|idempotencyKey)"/i.test(
          JSON.stringify(root.value),
        );
      return first === undefined || has ? [] : [{ where: 'all messages', at: first[1].pointer }];
    },
  },
];

type Named = readonly (readonly [string, DocNode])[];

/** Through references; what leads out of the document is not known, and nothing is said of it. */
function named(root: DocNode, ...keys: readonly string[]): Named {
  const resolve = createResolve(root);
  return fields(at(root, ...keys))
    .map(([name, node]) => [name, resolve(node)] as const)
    .filter(([, node]) => text(node, '$ref') === undefined);
}

function servers(root: DocNode): Named {
  return named(root, 'servers');
}

/** Where a message may be written: shared, in a channel (3), or under publish and subscribe (2). */
function messages(root: DocNode): Named {
  const channels = named(root, 'channels');
  return [
    ...fields(at(root, 'components', 'messages')),
    ...channels.flatMap(([channel, node]) =>
      fields(child(node, 'messages')).map(
        ([name, message]) => [`${channel} ${name}`, message] as const,
      ),
    ),
    ...channels.flatMap(([channel, node]) =>
      ['publish', 'subscribe']
        .map((action) => [`${channel} ${action}`, at(node, action, 'message')] as const)
        .filter(([, message]) => exists(message)),
    ),
  ].filter(([, message]) => text(message, '$ref') === undefined);
}
