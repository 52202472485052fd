import { APIError } from '@anthropic-ai/sdk';
import { createClient } from '../anthropic/client.ts';
import { type Diagnosis, fail, ok, warn } from './diagnosis.ts';

/** Asks for the list of models, which costs nothing. */
export async function diagnoseModel(model: {
  readonly apiKey: string | null;
  readonly baseUrl: string | null;
  readonly compat: 'full' | 'minimal';
}): Promise<Diagnosis> {
  const what = 'Model';
  const { apiKey, ...rest } = model;
  if (apiKey === null) {
    return warn(
      what,
      'ANTHROPIC_API_KEY is not set: reviews and tools work, consultations do not.',
      'Create a key at console.anthropic.com, or set ANTHROPIC_BASE_URL to a model of your own and any key.',
    );
  }
  try {
    const client = createClient({ ...rest, apiKey, firstByteMs: PATIENCE_MS });
    const { data } = await client.models.list({ limit: 1 });
    return ok(
      what,
      `The key works${data[0] === undefined ? '' : `; newest model: ${data[0].id}`}.`,
    );
  } catch (thrown) {
    return judge(what, thrown);
  }
}

function judge(what: string, thrown: unknown): Diagnosis {
  if (!(thrown instanceof APIError)) {
    return fail(what, 'It was not reached.', 'Check the network and ANTHROPIC_BASE_URL.');
  }
  switch (thrown.status) {
    case 401:
    case 403:
      return fail(
        what,
        'The key is refused.',
        'Copy it again; it may have been deleted, or belong to another address.',
      );
    case 404:
    case 405:
      return warn(
        what,
        'It answers, but does not list its models: a gateway, and the key is not checked.',
        'Ask the bot something to see that it works.',
      );
    case 429:
      return warn(
        what,
        'It answers, and is over its rate limit right now.',
        'Try again in a minute.',
      );
    case undefined:
      return fail(what, 'It was not reached.', 'Check the network and ANTHROPIC_BASE_URL.');
    default:
      return fail(
        what,
        `It answers with status ${thrown.status}.`,
        'Try again; if it stays, ask whoever runs it.',
      );
  }
}

const PATIENCE_MS = 10_000;
