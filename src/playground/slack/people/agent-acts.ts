import { setSession } from '../api/sessions.ts';
import { homeOf } from '../api/views.ts';
import type { MessageData } from '../data.ts';
import { wireView } from '../wire-view.ts';
import type { Actor } from './stage.ts';

/** Opens the app: its home tab, or the tab in which people talk with it. */
export function openApp(actor: Actor, tab: 'home' | 'messages'): void {
  const { context } = actor.stage;
  const { workspace } = context;
  const home = homeOf(context, actor.data.id);
  const event = {
    type: 'app_home_opened',
    user: actor.data.id,
    channel: workspace.direct(actor.data.id).id,
    tab,
    ...(tab === 'home' && home !== undefined ? { view: wireView(home, workspace) } : {}),
    event_ts: workspace.ids.ts(),
  };
  context.events.send('app_home_opened', event, actor.data.id);
}

/** Presses Stop: Slack ends the thread's streams and tells the app; the session's status stays as it is. */
export function stopStream(actor: Actor, channelName: string, threadTs: string): void {
  const { workspace, events } = actor.stage.context;
  const channel = workspace.channel(channelName).id;
  const halted = workspace.messages.inThread(channel, threadTs).flatMap((message) => {
    return halt(message) ?? [];
  });
  for (const message of halted) workspace.messages.put(message);
  const event = {
    type: 'agent_session_stopped',
    channel,
    user: actor.data.id,
    thread_ts: threadTs,
    streaming_message_ts: halted.map((message) => message.ts),
    event_ts: workspace.ids.ts(),
  };
  events.send('agent_session_stopped', event, actor.data.id);
}

export function renameSession(
  actor: Actor,
  channelName: string,
  threadTs: string,
  title: string,
): void {
  const { workspace, events } = actor.stage.context;
  const channel = workspace.channel(channelName).id;
  const before = workspace.session(channel, threadTs)?.title;
  setSession(workspace, channel, threadTs, { title });
  const event = {
    type: 'agent_session_title_changed',
    channel,
    user: actor.data.id,
    team_id: workspace.team.id,
    thread_ts: threadTs,
    title,
    ...(before === undefined ? {} : { previous_title: before }),
    event_ts: workspace.ids.ts(),
  };
  events.send('agent_session_title_changed', event, actor.data.id);
}

function halt(message: MessageData): MessageData | undefined {
  if (message.stream?.state !== 'open') return undefined;
  return { ...message, stream: { ...message.stream, state: 'halted' } };
}
