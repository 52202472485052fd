import type { WebClient } from '@slack/web-api';
import type { AgentLibrary } from '../../core/agent.ts';
import { askAloud, type AskAloud } from './ask-aloud.ts';
import { pressOf, type BlockAction } from './delivery.ts';
import type { Handled } from './handled.ts';

export interface AgentChoice extends AskAloud {
  readonly delivery: WebClient;
  readonly agents: AgentLibrary;
}

/**
 * "Ask the other agent" under an answer. Whoever sees the button may press it: the question becomes the presser's,
 * in the thread where the button stands, and names the agent past every heuristic.
 */
export async function onAgentChoice(
  action: BlockAction,
  agentId: string,
  on: AgentChoice,
): Promise<Handled> {
  const { user, channel, message } = action;
  const threadTs = message.thread_ts ?? message.ts;
  const tell = (outcome: string, text: string): Handled => ({
    outcome,
    afterwards: () =>
      on.delivery.chat.postEphemeral({
        channel: channel.id,
        user: user.id,
        thread_ts: threadTs,
        text,
      }),
  });
  const agent = on.agents.get(agentId);
  if (agent === undefined) return tell('no-agent', 'This agent is not here any more.');

  const asked = await askAloud(
    {
      channel: channel.id,
      threadTs,
      user: user.id,
      userTeam: user.team_id,
      press: pressOf(action),
    },
    {
      did: `asked ${agent.name}.`,
      kind: 'mention',
      agent: agent.id,
      text: `What does ${agent.name} say to the question above?`,
      files: [],
    },
    on,
  );
  return 'asked' in asked ? { outcome: asked.asked } : tell('refused', asked.refused);
}
