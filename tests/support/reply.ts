import { type Replies, ReplyFenced, type ReplyTarget } from '../../src/core/reply.ts';

/** What stands in one Slack message, as far as a turn can tell. */
export interface Posted {
  readonly ts: string;
  text: string;
  outcome: string | null;
  /** Names of what was attached. */
  files: readonly string[];
}

/**
 * Replies in memory, for tests of turns: one message a reply, reused when it was begun before. The real adapter has its
 * own contract suite.
 */
export function recordReplies(): {
  readonly replies: Replies;
  readonly posted: Map<string, Posted>;
} {
  const posted = new Map<string, Posted>();
  let last = 0;
  return {
    posted,
    replies: {
      open(target) {
        let text = '';
        const names: string[] = [];
        return {
          status: () => {},
          append: (markdown) => void (text += markdown),
          discard: () => void (text = ''),
          attach: ({ name }) => void names.push(name),
          abandon: async () => {},
          async finish({ outcome }) {
            const ts = await begin(
              target,
              () => `2000000000.${String((last += 1)).padStart(6, '0')}`,
            );
            posted.set(ts, { ts, text, outcome, files: names });
            return ts;
          },
        };
      },
    },
  };
}

async function begin(target: ReplyTarget, newTs: () => string): Promise<string> {
  if (!target.mayPost()) throw new ReplyFenced();
  const [known] = target.begun;
  if (known !== undefined) return known;
  const ts = newTs();
  if (!(await target.onBegun(ts))) throw new ReplyFenced();
  return ts;
}
