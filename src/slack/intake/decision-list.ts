import type { Decision, DecisionSummary } from '../../core/decision.ts';
import { clip } from '../reply/clip.ts';
import { ZERO_WIDTH } from '../text/zero-width.ts';

/** Decisions as a person looks them up, in Slack's own markup. */
export function decisionList(
  found: readonly DecisionSummary[],
  asked: { readonly words: string; readonly total: number },
): string {
  if (asked.total === 0) return EMPTY;
  if (found.length === 0) return `No decision holds “${plain(asked.words)}”. ${ALL}`;
  const shown = found.slice(0, MOST_LINES).map(line);
  const more = found.length - shown.length;
  const rest = more > 0 ? [`… and ${more} more; add words to narrow it down.`] : [];
  return [...shown, ...rest, HOW].join('\n');
}

/** One decision: what is known of it, and the beginning of what it says. */
export function decisionCard(decision: Decision, gist: string): string {
  const { number, title, status, date, source, supersedes, supersededBy, savedBy } = decision;
  const by = savedBy === '' ? '' : ` · saved by <@${savedBy}>`;
  const ties = [
    ...(supersededBy === null ? [] : [`superseded by *${supersededBy}*`]),
    ...(supersedes.length === 0 ? [] : [`takes the place of *${supersedes.join(', ')}*`]),
  ];
  return [
    `*Decision ${number}: ${plain(title)}*`,
    `${[status, date, ...ties].join(' · ')}${by}${linkOf(source?.link ?? null)}`,
    `> ${plain(gist)}`,
    ...revisit(decision),
    `\`/architect decision ${number} post\` puts the whole record into the channel; \`accept\`, \`reject\` and \`supersede <number>\` change its status.`,
  ].join('\n');
}

function line(decision: DecisionSummary): string {
  const { number, title, status, date, source, supersededBy } = decision;
  const state = supersededBy === null ? status : `superseded by ${supersededBy}`;
  const head = `*${number}* ${plain(title)} · ${state} · ${date}${linkOf(source?.link ?? null)}`;
  return [head, ...revisit(decision)].join('\n');
}

function revisit({ revisit: again, status }: Pick<Decision, 'revisit' | 'status'>): string[] {
  if (again === null || status === 'superseded' || status === 'rejected') return [];
  const by = again.by === undefined ? '' : ` (by ${again.by})`;
  return [`      _revisit when:_ ${plain(clip(again.when, CONDITION_CHARS))}${by}`];
}

/** Our own addresses of messages only; `link` was made by the host. */
function linkOf(link: string | null): string {
  return link === null || /[<>|\s]/.test(link) ? '' : ` · <${link}|thread>`;
}

/** A model's or a file's words on one line: they may mark, and cannot mention nor link. */
export function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/:\/\//g, `:${ZERO_WIDTH}//`);
}

/** Beyond this a private message is a wall. */
const MOST_LINES = 12;
const CONDITION_CHARS = 160;

const ALL = '`/architect decisions` lists all.';
const HOW = '`/architect decision <number>` shows one.';
const EMPTY =
  'No decision is saved yet. Press “Save as decision” under an answer, or react to one with :memo:.';
