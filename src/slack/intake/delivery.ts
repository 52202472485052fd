import { z } from 'zod';
import { slackId, slackTs } from './ids.ts';

/** What Slack hands over, in any mode: an event, a slash command, or something a person pressed. */
export type Delivery =
  | {
      readonly kind: 'event';
      readonly event: z.infer<typeof eventCallback>['event'];
      /** It happened in a channel that is shared with another workspace. */
      readonly shared: boolean;
    }
  | { readonly kind: 'command'; readonly command: SlashCommand }
  | { readonly kind: 'shortcut'; readonly shortcut: MessageShortcut }
  | { readonly kind: 'action'; readonly action: BlockAction }
  | { readonly kind: 'submission'; readonly submission: ViewSubmission }
  /** Known to Slack and not to us, or not shaped as documented. */
  | { readonly kind: 'unknown' };

/** Never throws: what cannot be read is `unknown`, since refusing it would make Slack send it again. */
export function parseDelivery(body: unknown): Delivery {
  const event = eventCallback.safeParse(body);
  if (event.success) {
    const { event: happened, is_ext_shared_channel: shared } = event.data;
    return { kind: 'event', event: happened, shared: shared === true };
  }
  const command = slashCommand.safeParse(body);
  if (command.success) return { kind: 'command', command: command.data };
  const action = blockAction.safeParse(body);
  if (action.success) return { kind: 'action', action: action.data };
  const submission = viewSubmission.safeParse(body);
  if (submission.success) return { kind: 'submission', submission: submission.data };
  const shortcut = messageShortcut.safeParse(body);
  if (shortcut.success) return { kind: 'shortcut', shortcut: shortcut.data };
  return { kind: 'unknown' };
}

const person = z.object({ id: slackId, team_id: z.string().nullish() });

const eventCallback = z.object({
  type: z.literal('event_callback'),
  event: z.looseObject({ type: z.string() }),
  is_ext_shared_channel: z.boolean().nullish(),
});

const slashCommand = z.object({
  command: z.string().startsWith('/'),
  text: z.string().default(''),
  user_id: slackId,
  channel_id: slackId,
  team_id: z.string().nullish(),
  trigger_id: z.string(),
  response_url: z.string().optional(),
});
export type SlashCommand = z.infer<typeof slashCommand>;

const messageShortcut = z.object({
  type: z.literal('message_action'),
  callback_id: z.string(),
  trigger_id: z.string(),
  user: person,
  channel: z.object({ id: slackId }),
  message: z.object({ ts: slackTs, thread_ts: slackTs.nullish() }),
});
export type MessageShortcut = z.infer<typeof messageShortcut>;

const entered = z.object({
  /** block id → action id → what was entered. */
  values: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        value: z.string().nullish(),
        selected_option: z.object({ value: z.string() }).nullish(),
      }),
    ),
  ),
});

const blockAction = z.object({
  type: z.literal('block_actions'),
  trigger_id: z.string(),
  user: person,
  channel: z.object({ id: slackId }),
  message: z.object({ ts: slackTs, thread_ts: slackTs.nullish() }),
  actions: z
    .array(
      z.object({
        action_id: z.string(),
        action_ts: z.string().nullish(),
        /** Of a button. */
        value: z.string().nullish(),
        /** Of a menu. */
        selected_option: z.object({ value: z.string() }).nullish(),
      }),
    )
    .min(1),
  /** What is chosen in the menus of the message. */
  state: entered.nullish(),
});
export type BlockAction = z.infer<typeof blockAction>;

/** What is the same when Slack delivers a press again. */
export function pressOf({ user, message, actions, trigger_id: trigger }: BlockAction): string {
  return `action:${message.ts}:${user.id}:${actions[0]?.action_ts ?? trigger}`;
}

const viewSubmission = z.object({
  type: z.literal('view_submission'),
  trigger_id: z.string(),
  user: person,
  view: z.object({
    id: z.string(),
    callback_id: z.string(),
    private_metadata: z.string().default(''),
    state: entered,
  }),
});
export type ViewSubmission = z.infer<typeof viewSubmission>;

/** What is the same when Slack delivers a form again. */
export function formPress({ id }: Pick<ViewSubmission['view'], 'id'>): string {
  return `form:${id}`;
}
