import type { AgentLibrary } from '../../core/agent.ts';
import type { Clock } from '../../core/clock.ts';
import type { Conversations } from '../../core/conversation.ts';
import type { Decisions } from '../../core/decision.ts';
import type { Channels } from '../../core/settings.ts';
import type { Log } from '../../lib/log.ts';
import { ARCHITECT_COMMAND, ASK_MODAL, ASK_SHORTCUT, REQUEST_MODAL } from '../callbacks.ts';
import type { SlackClients } from '../clients.ts';
import { onArchitectCommand, type SearchDecisions } from './architect-command.ts';
import { onAskShortcut, onAskSubmission } from './ask-shortcut.ts';
import type { Bot } from './bot.ts';
import {
  parseDelivery,
  type Delivery,
  type MessageShortcut,
  type SlashCommand,
  type ViewSubmission,
} from './delivery.ts';
import type { Handle } from './durable-app.ts';
import type { Handled } from './handled.ts';
import { onHomeOpened } from './home.ts';
import type { Intake } from './intake.ts';
import { onAction } from './on-action.ts';
import { onMessage } from './on-message.ts';
import { onReaction } from './on-reaction.ts';
import { onSessionStopped } from './on-session-stopped.ts';
import type { Once } from './once.ts';
import type { Receive } from './receive.ts';
import { onRequestSubmission } from './request.ts';
import { onReviewCommand, onReviewSubmission, reviewOf } from './review-command.ts';

/** What the handlers share. */
export interface Handling {
  readonly bot: Bot;
  readonly intake: Intake;
  readonly channels: Channels;
  readonly conversations: Conversations;
  readonly decisions: Decisions;
  readonly searchDecisions: SearchDecisions;
  readonly decisionReaction: string;
  readonly agents: AgentLibrary;
  /** Sentences for the Home tab about what does not work as it should. */
  readonly status: () => readonly string[];
  readonly clients: SlackClients;
  readonly clock: Clock;
  readonly log: Log;
  readonly receive: Receive;
  readonly once: Once;
  /** For the metrics: what came, and how it ended. `failed`: not stored, not acknowledged. */
  readonly onEvent: (kind: string, outcome: string) => void;
}

/** Takes a delivery of any kind to the one that handles it, and tells how it ended. */
export function createHandle(handling: Handling): Handle {
  return async (body) => {
    const delivery = parseDelivery(body);
    const kind = nameOf(delivery);
    try {
      const handled = await route(delivery, handling);
      handling.onEvent(kind, handled.outcome);
      handling.log.debug({ kind, outcome: handled.outcome }, 'handled a delivery from Slack');
      return handled;
    } catch (thrown) {
      handling.onEvent(kind, 'failed');
      throw thrown;
    }
  };
}

/** Bounded for the metrics: an event is named by its type only where we know it. */
function nameOf(delivery: Delivery): string {
  if (delivery.kind !== 'event') return delivery.kind;
  return EVENTS.has(delivery.event.type) ? delivery.event.type : 'event';
}

async function route(delivery: Delivery, to: Handling): Promise<Handled> {
  switch (delivery.kind) {
    case 'event':
      return onEvent(delivery, to);
    case 'command':
      return onCommand(delivery.command, to);
    case 'shortcut':
      return onShortcut(delivery.shortcut, to);
    case 'action':
      return onAction(delivery.action, { ...to, ...to.clients });
    case 'submission':
      return onSubmission(delivery.submission, to);
    case 'unknown':
      return { outcome: 'unknown' };
  }
}

async function onEvent(
  { event, shared }: Extract<Delivery, { readonly kind: 'event' }>,
  to: Handling,
): Promise<Handled> {
  const on = { ...to, ...to.clients };
  switch (event.type) {
    case 'message':
    case 'app_mention':
      return onMessage(event, on);
    case 'agent_session_stopped':
      return onSessionStopped(event, on);
    case 'app_home_opened':
      return onHomeOpened(event, { ...on, agents: () => to.agents.list() });
    case 'reaction_added':
      return onReaction(event, { ...on, shared });
    default:
      return { outcome: 'ignored' };
  }
}

async function onCommand(command: SlashCommand, to: Handling): Promise<Handled> {
  const on = { ...to, ...to.clients };
  if (command.command === ARCHITECT_COMMAND) {
    return to.once(command.trigger_id, () => onArchitectCommand(command, on));
  }
  const review = reviewOf(command);
  if (review === undefined) return { outcome: 'ignored' };
  return to.once(command.trigger_id, () => onReviewCommand(review, command, on));
}

async function onShortcut(shortcut: MessageShortcut, to: Handling): Promise<Handled> {
  if (shortcut.callback_id !== ASK_SHORTCUT) return { outcome: 'ignored' };
  return to.once(shortcut.trigger_id, () => onAskShortcut(shortcut, { ...to, ...to.clients }));
}

async function onSubmission(submission: ViewSubmission, to: Handling): Promise<Handled> {
  const on = { ...to, ...to.clients };
  const { callback_id: callbackId } = submission.view;
  const review = reviewOf({ callbackId });
  if (review !== undefined) {
    return to.once(submission.trigger_id, () => onReviewSubmission(review, submission, on));
  }
  switch (callbackId) {
    case ASK_MODAL:
      return to.once(submission.trigger_id, () => onAskSubmission(submission, on));
    case REQUEST_MODAL:
      return to.once(submission.trigger_id, () => onRequestSubmission(submission, on));
    default:
      return { outcome: 'ignored' };
  }
}

const EVENTS: ReadonlySet<string> = new Set([
  'message',
  'app_mention',
  'agent_session_stopped',
  'app_home_opened',
  'reaction_added',
]);
