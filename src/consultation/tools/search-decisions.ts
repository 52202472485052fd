import { z } from 'zod';
import type { Decision, Decisions } from '../../core/decision.ts';
import { defineTool, type Tool, type ToolContext, type ToolResult } from '../../core/tool.ts';
import { searchDecisions } from '../../decisions/search.ts';
import { clip } from '../../lib/well-formed.ts';

const mostFound = 8;
const longestBody = 12_000;

const Input = z.strictObject({
  words: z
    .string()
    .max(300)
    .optional()
    .describe('What the decision is about, in a few telling words: "order events outbox".'),
  number: z
    .int()
    .min(1)
    .optional()
    .describe('Number of one decision, to read all of it. Then words are not needed.'),
  status: z
    .enum(['proposed', 'accepted', 'rejected', 'superseded'])
    .optional()
    .describe('Only decisions of this status.'),
});

/** Looks into the workspace's decision log. */
export function createSearchDecisionsTool(decisions: Pick<Decisions, 'get' | 'list'>): Tool {
  return defineTool({
    name: 'search_decisions',
    description: [
      'Searches the decision log of this workspace: what was decided before, why, and whether it still holds. Use it before you',
      'recommend something that the team may have settled already, and to read a decision that is shown in part or mentioned by',
      `number. Returns up to ${mostFound} decisions with number, status, date and their beginning; with a number, one of them whole.`,
      'Name a decision by its number when you lean on it, and say whether you agree with it or contradict it.',
    ].join(' '),
    activity: 'Searching earlier decisions',
    input: Input,
    timeoutMs: 5_000,
    run: (input, context) => search(input, context, decisions),
  });
}

async function search(
  { words = '', number, status }: z.infer<typeof Input>,
  { thread: { team }, forGuest = false }: ToolContext,
  decisions: Pick<Decisions, 'get' | 'list'>,
): Promise<ToolResult> {
  if (forGuest) return { ok: false, content: notForGuests };
  if (number !== undefined) {
    const decision = await decisions.get(team, number);
    if (decision === null) return { ok: false, content: `There is no decision ${number}.` };
    return { ok: true, content: whole(decision) };
  }
  const all = await decisions.list(team);
  const found = searchDecisions(all, words).filter(
    (each) => status === undefined || each.status === status,
  );
  if (found.length === 0) return { ok: true, content: nothing(all.length) };
  const lines = found.slice(0, mostFound).map((each) => {
    const { title, date, gist, supersededBy, revisit } = each;
    const state = supersededBy === null ? each.status : `superseded by decision ${supersededBy}`;
    const again = revisit === null ? '' : `\nRevisit when: ${revisit.when}`;
    return `decision ${each.number} (${state}, ${date}): ${title}\n${clip(gist, 400)}${again}`;
  });
  const more = found.length - lines.length;
  const rest = more > 0 ? [`[${more} more hold these words; narrow it down.]`] : [];
  return { ok: true, content: [...lines, ...rest].join('\n\n') };
}

const notForGuests =
  'A person of another workspace asks, and the decision log is this workspace’s own: it was not searched. Answer without it.';

function whole({ number, title, status, date, supersedes, supersededBy, body }: Decision): string {
  const state = supersededBy === null ? status : `superseded by decision ${supersededBy}`;
  const before = supersedes.length === 0 ? '' : `, takes the place of ${supersedes.join(', ')}`;
  const left = body.length - longestBody;
  const cut = left > 0 ? `\n[… ${left} characters left out]` : '';
  return `decision ${number} (${state}, ${date}${before}): ${title}\n\n${clip(body, longestBody)}${cut}`;
}

function nothing(total: number): string {
  return total === 0
    ? 'The decision log is empty: nothing was decided here before, as far as it says.'
    : `None of the ${total} decisions holds these words. Try others, or none for all of them.`;
}
