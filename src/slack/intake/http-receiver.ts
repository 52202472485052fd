import type { IncomingMessage as HttpRequest, ServerResponse } from 'node:http';
import { verifySlackRequest, type App } from '@slack/bolt';
import { z } from 'zod';
import type { Clock } from '../../core/clock.ts';
import { toError } from '../../lib/errors.ts';
import type { Log } from '../../lib/log.ts';
import { readBody } from './http-body.ts';
import type { Source } from './source.ts';

export interface HttpReceiverOptions {
  readonly signingSecret: string;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Slack over HTTP. Bolt's own receiver is not used: it dies of a signed body `null` (bolt 5.1 reads `ssl_check` of
 * it), accepts any signature from the future, and answers 404 when a store takes longer than 3 s. The signature check
 * itself is Bolt's. Stored: 200. Not stored: 500, and Slack delivers again.
 */
export function createHttpReceiver({ signingSecret, clock, log }: HttpReceiverOptions): Source {
  let app: App | undefined;
  let open = false;

  async function handler(request: HttpRequest, response: ServerResponse): Promise<void> {
    const raw = await readBody(request, BODY_LIMIT);
    if (raw === null) return end(response, 413);
    if (!isFromSlack(request, raw, signingSecret, clock.now())) {
      log.warn({}, 'refused a request whose signature or time is wrong');
      return end(response, 401);
    }
    const body = parseBody(request, raw);
    if (body === null) return end(response, 400);
    if (body['ssl_check'] === '1') return end(response, 200);
    if (body['type'] === 'url_verification')
      return end(response, 200, { challenge: body['challenge'] });
    if (app === undefined || !open) return end(response, 503);
    try {
      await app.processEvent({
        body,
        ack: async (answer) => end(response, 200, answer),
        ...retryOf(request),
      });
    } catch (thrown) {
      log.error(
        { reason: toError(thrown).message },
        'a delivery was not stored and not acknowledged',
      );
      end(response, 500);
    }
  }

  return {
    routes: [{ path: '/slack/events', method: 'POST', handler }],
    init(toApp) {
      app = toApp;
    },
    async start() {
      open = true;
    },
    pause() {
      open = false;
    },
    async stop() {
      open = false;
    },
    connected: () => open,
  };
}

/** Bolt checks the signature and refuses what is older than 5 minutes; what is ahead of us is refused here. */
function isFromSlack(request: HttpRequest, raw: string, secret: string, now: number): boolean {
  const signature = request.headers['x-slack-signature'];
  const seconds = Number(request.headers['x-slack-request-timestamp']);
  if (typeof signature !== 'string' || !Number.isFinite(seconds)) return false;
  if (seconds * 1_000 > now + MAX_SKEW_MS) return false;
  try {
    verifySlackRequest({
      signingSecret: secret,
      body: raw,
      headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': seconds },
      nowMilliseconds: now,
    });
    return true;
  } catch {
    return false;
  }
}

/** JSON for events; a form for commands; a form with JSON inside for what a person pressed. Null: none of these. */
function parseBody(request: HttpRequest, raw: string): Readonly<Record<string, unknown>> | null {
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  try {
    const form = isForm === true ? new URLSearchParams(raw) : null;
    const payload = form === null ? raw : form.get('payload');
    const value: unknown = payload === null ? Object.fromEntries(form ?? []) : JSON.parse(payload);
    return record.safeParse(value).data ?? null;
  } catch {
    return null;
  }
}

function retryOf(request: HttpRequest): { retryNum?: number; retryReason?: string } {
  const number = Number(request.headers['x-slack-retry-num']);
  const reason = request.headers['x-slack-retry-reason'];
  return {
    ...(Number.isInteger(number) ? { retryNum: number } : {}),
    ...(typeof reason === 'string' ? { retryReason: reason } : {}),
  };
}

function end(response: ServerResponse, status: number, answer?: unknown): void {
  if (response.headersSent) return;
  if (answer === undefined || answer === '') {
    response.writeHead(status).end();
    return;
  }
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
}

const record = z.record(z.string(), z.unknown());

const MAX_SKEW_MS = 5 * 60_000;

/** Bolt's own limit; Slack's largest bodies are view submissions, far below. */
const BODY_LIMIT = 4 * 1024 * 1024;
