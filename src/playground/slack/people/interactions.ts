import type { Json } from '../data.ts';
import type { Outcome, Parcel } from '../delivery/carrier.ts';
import { showResponse } from '../response-urls.ts';
import { wireMessage } from '../wire-format.ts';
import { type ClickOptions, findElement } from './elements.ts';
import { type Actor, current, type MessageRef } from './stage.ts';

/** Types a slash command into a channel. Slack takes none in a thread. */
export async function command(
  actor: Actor,
  name: string,
  text: string,
  channelName: string,
): Promise<Outcome> {
  const { context, courier, responses } = actor.stage;
  const { workspace } = context;
  const channel = workspace.channel(channelName);
  const target = { channel: channel.id, user: actor.data.id };
  const payload = {
    token: 'local',
    team_id: actor.data.team,
    team_domain: workspace.team.domain,
    channel_id: channel.id,
    channel_name: channel.kind === 'direct' ? 'directmessage' : channel.name,
    user_id: actor.data.id,
    user_name: actor.data.name,
    command: name,
    text,
    api_app_id: workspace.app.id,
    is_enterprise_install: 'false',
    response_url: responses.issue(target),
    trigger_id: context.triggers.issue(actor.data.id),
  };
  const parcel: Parcel = { kind: 'slash_commands', what: name, payload, acceptsResponse: true };
  const outcome = await courier.deliver(parcel);
  if (outcome.acknowledged && outcome.response !== null && hasContent(outcome.response)) {
    showResponse(outcome.response, target, context);
  }
  return outcome;
}

/** Chooses a message shortcut from a message's menu. */
export async function shortcut(
  actor: Actor,
  callbackId: string,
  ref: MessageRef,
): Promise<Outcome> {
  const { context, responses } = actor.stage;
  const message = current(actor, ref);
  return await interact(actor, 'message_action', {
    callback_id: callbackId,
    action_ts: context.workspace.ids.ts(),
    channel: channelOf(actor, message.channel),
    message_ts: message.ts,
    message: wireMessage(message, context.workspace),
    // Of no interactive component: there is nothing to replace.
    response_url: responses.issue({ channel: ref.channel, user: actor.data.id }),
  });
}

/** Presses a button of a message, or chooses in one of its menus. Throws when there is no such element. */
export async function click(
  actor: Actor,
  ref: MessageRef,
  actionId: string,
  options: ClickOptions = {},
): Promise<Outcome> {
  const { context, responses, choices } = actor.stage;
  const { workspace } = context;
  const message = current(actor, ref);
  const action = findElement(message.blocks, actionId, options);
  const place = `${ref.channel}:${ref.ts}`;
  choices.make(actor.data.id, place, action);
  return await interact(actor, 'block_actions', {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: message.channel,
      is_ephemeral: message.onlyFor !== undefined,
      ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    },
    channel: channelOf(actor, message.channel),
    message: wireMessage(message, workspace),
    state: { values: choices.values(actor.data.id, place) },
    response_url: responses.issue({
      channel: message.channel,
      user: actor.data.id,
      messageTs: message.ts,
    }),
    actions: [{ ...action, action_ts: workspace.ids.ts() }],
  });
}

/** Sends an interaction with what all of them carry. */
export async function interact(actor: Actor, type: string, details: Json): Promise<Outcome> {
  const { context, courier } = actor.stage;
  const { team, app } = context.workspace;
  const { id, name, team: home } = actor.data;
  const payload = {
    type,
    token: 'local',
    team: { id: team.id, domain: team.domain },
    user: { id, username: name, name, team_id: home },
    api_app_id: app.id,
    enterprise: null,
    is_enterprise_install: false,
    trigger_id: context.triggers.issue(id),
    ...details,
  };
  return await courier.deliver({
    kind: 'interactive',
    what: type,
    payload,
    acceptsResponse: type === 'view_submission',
  });
}

function channelOf({ stage }: Actor, id: string): Json {
  const channel = stage.context.workspace.channel(id);
  return { id, name: channel.kind === 'direct' ? 'directmessage' : channel.name };
}

function hasContent(response: Json): boolean {
  return ['text', 'blocks', 'markdown_text'].some(
    (key) => response[key] !== undefined && response[key] !== '',
  );
}
