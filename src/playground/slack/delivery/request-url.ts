import { createHmac } from 'node:crypto';
import { isError } from '../../../lib/errors.ts';
import type { Json } from '../data.ts';
import { parseObject } from '../request-body.ts';
import type { Carrier, Outcome, Parcel, Retry } from './carrier.ts';

export interface RequestUrlOptions {
  /** More than one is a load balancer: they take turns. */
  readonly urls: readonly string[];
  readonly signingSecret: () => string;
  readonly timeoutMs: () => number;
  readonly closing: AbortSignal;
}

/** Delivers as Slack's HTTP mode does: signed POSTs that must be answered with 2xx in time. */
export function createRequestUrl(options: RequestUrlOptions): Carrier {
  let turn = 0;
  return {
    async send(parcel, retry) {
      const url = options.urls[turn++ % options.urls.length] ?? '';
      const { body, type } = encode(parcel);
      return await post(url, body, { 'content-type': type, ...retryHeaders(retry) }, options);
    },
  };
}

/** Posts any body with a valid signature of the given time, for hostile ones too. */
export async function postSigned(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  secret: string,
  atMs: number,
  signal: AbortSignal,
): Promise<Response> {
  const timestamp = String(Math.floor(atMs / 1_000));
  return await fetch(url, {
    method: 'POST',
    headers: {
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signature(secret, timestamp, body),
      ...headers,
    },
    body,
    redirect: 'manual',
    signal,
  });
}

/** Version 0 of Slack's request signature. */
function signature(secret: string, timestamp: string, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

async function post(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  { signingSecret, timeoutMs, closing }: RequestUrlOptions,
): Promise<Outcome> {
  const timeout = AbortSignal.timeout(timeoutMs());
  const signal = AbortSignal.any([timeout, closing]);
  try {
    // The app compares with its own clock, whatever the workspace's says.
    const response = await postSigned(url, body, headers, signingSecret(), Date.now(), signal);
    const text = await response.text();
    if (response.ok) return { acknowledged: true, response: readResponse(response, text) };
    const final = response.headers.get('x-slack-no-retry') === '1';
    return { acknowledged: false, reason: 'http_error', final };
  } catch (error) {
    if (timeout.aborted) return { acknowledged: false, reason: 'http_timeout' };
    return { acknowledged: false, reason: isError(error) ? 'connection_failed' : 'unknown_error' };
  }
}

/** An answer may be JSON or, for a command, the text of a message. */
function readResponse(response: Response, text: string): Json | null {
  if (text === '') return null;
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return isJson ? parseObject(text) : { text };
}

function encode({ kind, payload }: Parcel): { body: string; type: string } {
  const form = 'application/x-www-form-urlencoded';
  switch (kind) {
    case 'events_api':
      return { body: JSON.stringify(payload), type: 'application/json' };
    case 'slash_commands':
      return { body: commandForm(payload), type: form };
    case 'interactive':
      return {
        body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
        type: form,
      };
  }
}

function commandForm(payload: Json): string {
  const form = new URLSearchParams();
  for (const [key, value] of Object.entries(payload)) form.set(key, String(value));
  return form.toString();
}

function retryHeaders(retry: Retry | null): Readonly<Record<string, string>> {
  if (retry === null) return {};
  return { 'x-slack-retry-num': String(retry.number), 'x-slack-retry-reason': retry.reason };
}
