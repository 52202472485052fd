import { createSlackClients } from '../../../src/slack/clients.ts';
import type { Clock } from '../../../src/core/clock.ts';
import type { Reply, ReplyEnding, ReplyTarget } from '../../../src/core/reply.ts';
import { silentLog } from '../../../src/lib/log.ts';
import { createLocalSlack, type LocalSlack } from '../../../src/playground/slack/local-slack.ts';
import { createReplies } from '../../../src/slack/reply/replies.ts';
import { jumpingClock } from '../../support/clock.ts';

/** A question by ada in #general, and what it takes to answer it through the real Web API client. */
export interface Stage {
  readonly slack: LocalSlack;
  readonly channel: string;
  readonly threadTs: string;
  /** What `onBegun` was told. */
  readonly begun: string[];
  open(target?: Partial<ReplyTarget>): Reply;
  /** What people read of the bot in the thread, message by message. */
  read(): readonly string[];
  /** The names of the files that the bot posted in the thread, message by message. */
  files(): readonly (readonly string[])[];
  close(): Promise<void>;
}

export const answered: ReplyEnding = { outcome: 'answered', feedback: false };

export async function createStage({
  clock = jumpingClock({ automatic: true }).clock,
  channel = 'general',
}: { clock?: Clock; channel?: string } = {}): Promise<Stage> {
  const slack = await createLocalSlack();
  const ada = slack.person('ada');
  const { id } = channel === 'direct' ? ada.direct : slack.channel(channel);
  const question = ada.say(id, `${slack.mention} how do I shard this?`);
  const clients = createSlackClients({
    token: slack.settings.botToken,
    apiUrl: slack.apiUrl,
    log: silentLog,
  });
  const replies = createReplies({
    streaming: true,
    clients,
    botUserId: slack.app.userId,
    clock,
    log: silentLog,
    approvedHosts: ['docs.example.com'],
  });
  const begun: string[] = [];
  return {
    slack,
    channel: id,
    threadTs: question.ts,
    begun,
    open: (target = {}) =>
      replies.open({
        thread: { team: slack.team.id, channel: id, ts: question.ts },
        questionTs: question.ts,
        user: ada.id,
        userTeam: slack.team.id,
        begun: [],
        retried: false,
        onBegun: (ts) => {
          begun.push(ts);
          return Promise.resolve(true);
        },
        mayPost: () => true,
        signal: new AbortController().signal,
        ...target,
      }),
    read: () =>
      slack
        .answers(id, question.ts)
        .filter((message) => message.files.length === 0)
        .map((message) => markdownOf(message)),
    files: () =>
      slack
        .answers(id, question.ts)
        .filter((message) => message.files.length > 0)
        .map((message) => message.files.map(({ name }) => name)),
    close: () => slack.close(),
  };
}

/** The answer's own text, without what stands below it. */
function markdownOf({ text, blocks }: ReturnType<LocalSlack['answers']>[number]): string {
  const markdown = blocks.find((block) => block.type === 'markdown')?.['text'];
  return typeof markdown === 'string' ? markdown : text;
}
