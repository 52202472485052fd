import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Clock } from '../../core/clock.ts';
import type { Markers, Unplaced } from '../../core/marker.ts';
import { ReplyRefused } from '../../core/reply.ts';
import { toError } from '../../lib/errors.ts';
import type { Log } from '../../lib/log.ts';
import type { SlackClients } from '../clients.ts';
import { redact } from '../logger.ts';
import { isKeptOut, KEPT_OUT } from '../refusal.ts';
import { failureOf } from './failure.ts';
import { createGate } from './gate.ts';
import { markedMessages } from './mark.ts';
import { MARKER_EVENT, markerMessage } from './marker-message.ts';

export interface MarkersOptions {
  readonly clients: SlackClients;
  readonly botUserId: string;
  readonly clock: Clock;
  readonly log: Log;
}

export function createMarkers({ clients, botUserId, clock, log }: MarkersOptions): Markers {
  const { delivery, lookup, respond } = clients;
  return {
    async post(question, { lease, retried }) {
      if (retried) {
        const stands = await findMarker(question, lookup, botUserId);
        if (stands !== null) return { ts: stands };
      }
      const { signal } = lease;
      const gate = createGate({ client: delivery, clock, mayPost: () => lease.valid(), signal });
      try {
        const outcome = await gate.call('when limited', (client) =>
          // oxlint-disable-next-line unicorn/require-post-message-target-origin -- Slack's chat, not a window
          client.chat.postMessage(markerMessage(question)),
        );
        if (outcome.ok) return posting.parse(outcome.value);
        const { failure } = outcome;
        if (failure.kind === 'rejected') return { refused: refusal(failure.code, question, log) };
        throw new Error(`a marker may not stand: ${failure.kind}`, {
          cause: failure.kind === 'unsure' ? failure.cause : undefined,
        });
      } catch (thrown) {
        if (!(thrown instanceof ReplyRefused)) throw thrown;
        return { refused: refusal(thrown.code, question, log) };
      }
    },

    async tell({ thread: { channel }, user, marker }, text) {
      const { threadTs, responseUrl } = marker;
      const where = { user, ...(threadTs === undefined ? {} : { thread_ts: threadTs }) };
      // The last one reaches the person also where the bot is not: in its own conversation with them.
      const ways = [
        ...(responseUrl === undefined ? [] : [() => respond(responseUrl, text)]),
        () => delivery.chat.postEphemeral({ channel, text, ...where }),
        () => delivery.chat.postMessage({ channel: user, text }),
      ];
      for (const way of ways) {
        try {
          // oxlint-disable-next-line no-await-in-loop -- the next way only where one fails
          await way();
          return;
        } catch (thrown) {
          const reason = redact(toError(thrown).message);
          log.warn({ channel, reason }, 'a word to one person did not arrive this way');
        }
      }
    },
  };
}

function refusal(code: string, { thread: { channel }, traceId }: Unplaced, log: Log): string {
  log.warn({ channel, traceId, code }, 'Slack refused a marker');
  return isKeptOut(code) ? KEPT_OUT : SLACK_REFUSED;
}

/** The marker of an attempt that never learned whether it stood. */
async function findMarker(
  { thread, marker: { threadTs }, receivedAt }: Unplaced,
  lookup: WebClient,
  botUserId: string,
): Promise<string | null> {
  const { channel } = thread;
  const page = {
    channel,
    oldest: ((receivedAt - CLOCKS_DIFFER_MS) / 1_000).toFixed(6),
    include_all_metadata: true,
    limit: PAGE,
  };
  try {
    const answer = await (threadTs === undefined
      ? lookup.conversations.history(page)
      : lookup.conversations.replies({ ...page, ts: threadTs }));
    const mine = markedMessages
      .parse(answer)
      .messages.find(
        ({ user, metadata }) =>
          user === botUserId &&
          metadata?.event_type === MARKER_EVENT &&
          metadata.event_payload?.['question'] === thread.ts,
      );
    return mine?.ts ?? null;
  } catch (thrown) {
    const failure = failureOf(thrown);
    // It may not look there at all; anything else passes.
    if (failure.kind === 'rejected') return null;
    throw thrown;
  }
}

const SLACK_REFUSED = 'Slack did not take my message, please try again in a moment.';

const CLOCKS_DIFFER_MS = 60_000;
/** What is posted in the seconds between two attempts is little. */
const PAGE = 200;

const slackTs = z.string().regex(/^\d+\.\d+$/);
const posting = z.object({ ts: slackTs });
