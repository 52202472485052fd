import { WebClient, type FetchFunction } from '@slack/web-api';
import type { Log } from '../lib/log.ts';
import { slackLogger } from './logger.ts';
import { createRespondPrivately, type RespondPrivately } from './respond.ts';
import { send } from './send.ts';
import { createUpload, type Upload } from './upload.ts';

/**
 * Two Web API clients over one token. A 429 pauses the whole queue of a WebClient, so a throttled look-up must not
 * stand in the way of an answer: what people wait for goes through `delivery`, what can do without through `lookup`.
 */
export interface SlackClients {
  /**
   * Posts, streams, statuses, views. Never retries and never waits by itself: a retried `chat.postMessage` posts
   * twice, so the caller decides after it has looked. A 429 is a `WebAPIRateLimitedError` with `retryAfter`.
   */
  readonly delivery: WebClient;
  /** History, replies, file and user look-ups: idempotent, so it retries a lost connection; a 429 is an error at once. */
  readonly lookup: WebClient;
  /** The middle step of posting a file, which is no method of the Web API. */
  readonly upload: Upload;
  /** A word to the person who ran a command, which is no method of the Web API either. */
  readonly respond: RespondPrivately;
}

export interface SlackClientsOptions {
  readonly token: string;
  /** Base of the Web API, `https://slack.com/api/` or another Slack's. */
  readonly apiUrl: string;
  readonly log: Log;
  readonly fetch?: FetchFunction;
}

export function createSlackClients({
  token,
  apiUrl,
  log,
  fetch = send,
}: SlackClientsOptions): SlackClients {
  // One options object a client: the SDKs write into what they are given, `retryConfig` and `headers` included.
  const options = () => ({
    slackApiUrl: apiUrl,
    logger: slackLogger(log),
    rejectRateLimitedCalls: true,
    fetch,
  });
  return {
    delivery: new WebClient(token, {
      ...options(),
      // One channel's slow post must not hold up the others.
      maxRequestConcurrency: 200,
      timeout: DELIVERY_TIMEOUT_MS,
      retryConfig: { retries: 0 },
    }),
    lookup: new WebClient(token, {
      ...options(),
      timeout: LOOKUP_TIMEOUT_MS,
      retryConfig: { retries: 2, minTimeout: 200, maxTimeout: 1_000 },
    }),
    upload: createUpload(fetch),
    respond: createRespondPrivately(apiUrl, fetch),
  };
}

/** Longer than Slack ever takes to post, far shorter than the lease of a thread. */
const DELIVERY_TIMEOUT_MS = 15_000;

const LOOKUP_TIMEOUT_MS = 5_000;
