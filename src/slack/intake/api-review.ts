import { API_COMMAND, API_MODAL } from '../callbacks.ts';
import type { ReviewKind } from './review-kind.ts';

/** `/api-review`. */
export const apiReview: ReviewKind = {
  command: API_COMMAND,
  kind: 'api-review',
  agent: 'api-designer',
  takes: ({ name }) => /\.(ya?ml|json|graphqls?|gql|proto)$/i.test(name),
  form: {
    callbackId: API_MODAL,
    title: 'API review',
    text: {
      block: 'contract',
      input: 'text',
      label: 'Contract',
      file: 'contract',
      placeholder: 'openapi: 3.1.0 … or GraphQL SDL, AsyncAPI, Protocol Buffers',
    },
    choice: {
      block: 'format',
      input: 'choice',
      label: 'Format',
      options: ['OpenAPI', 'GraphQL', 'AsyncAPI', 'Protobuf'],
    },
  },
  words: {
    asked: 'asked for an API review:',
    askedFile: 'asked for a review of an API contract:',
    reviewFile: (name) => `Review the API contract in the file ${name}.`,
    empty: 'Paste a contract to review.',
    help:
      'Paste your contract behind the command, like `/api-review openapi: 3.1.0 …`, or share a .yaml, .json, .graphql ' +
      'or .proto file in the channel and run `/api-review` within ten minutes.',
  },
};
