import type { WebClient } from '@slack/web-api';
import { settledWithin, type Clock } from '../../core/clock.ts';
import { type Decisions, type DecisionSummary, summaryOf } from '../../core/decision.ts';
import { describeRequest } from '../../core/describe-request.ts';
import { isFromGuest, type FileRef } from '../../core/message.ts';
import type { ThreadRequest } from '../../core/request.ts';
import type { Channels } from '../../core/settings.ts';
import { toError } from '../../lib/errors.ts';
import { redact } from '../logger.ts';
import { KEPT_OUT } from '../refusal.ts';
import { parseOrder } from './architect-order.ts';
import { askAloud, commander, type AskAloud } from './ask-aloud.ts';
import { guestTeam } from './bot.ts';
import { contextNote } from './context-note.ts';
import { decisionCard, decisionList } from './decision-list.ts';
import type { SlashCommand } from './delivery.ts';
import { tellPrivately, type Handled } from './handled.ts';
import { findRecentFile } from './recent-file.ts';
import { capText, readText } from './text.ts';

export type SearchDecisions = (
  decisions: readonly DecisionSummary[],
  words: string,
) => readonly DecisionSummary[];

export interface ArchitectCommand extends AskAloud {
  readonly lookup: WebClient;
  readonly clock: Clock;
  readonly decisions: Pick<Decisions, 'get' | 'list'>;
  readonly searchDecisions: SearchDecisions;
  readonly channels: Pick<Channels, 'context'>;
}

/**
 * `/architect`: what is looked up is told to the person alone; what changes something, or posts something, is asked
 * aloud and answered in a thread, as durable as a question.
 */
export async function onArchitectCommand(
  command: SlashCommand,
  on: ArchitectCommand,
): Promise<Handled> {
  try {
    return await obey(command, on);
  } catch (thrown) {
    // Slack does not deliver a command again; the person does.
    on.log.error({ reason: redact(toError(thrown).message) }, 'an order failed');
    return tellPrivately('failed', 'I cannot look that up just now, please try again in a moment.');
  }
}

async function obey(command: SlashCommand, on: ArchitectCommand): Promise<Handled> {
  const text = readText(command.text, on.bot.userId);
  const order = parseOrder(text);
  switch (order?.kind) {
    case undefined:
      return tellPrivately('unclear', `I do not know that one. ${HELP}`);
    case 'help':
      return tellPrivately('help', HELP);
    case 'decisions':
      return isGuest(command, on) ? NOT_THEIRS : list(order.words, on);
    case 'decision':
      return isGuest(command, on) ? NOT_THEIRS : show(order.number, on);
    case 'context':
      return context(command, order.only, on);
    case 'request':
      return ask(command, order.request, { text: order.text, files: [] }, on);
    case 'file-request': {
      const found = await recentFiles(command, on);
      if (found === 'kept-out') return tellPrivately('kept-out', KEPT_OUT);
      if (found.length === 0) return tellPrivately('no-file', NO_FILE);
      return ask(command, order.request, { files: found }, on);
    }
  }
}

/** What is asked aloud is refused where it is answered; this is what is told to the person alone. */
function isGuest({ team_id: team }: SlashCommand, { bot }: ArchitectCommand): boolean {
  return isFromGuest(guestTeam(team, bot));
}

async function list(words: string, on: ArchitectCommand): Promise<Handled> {
  const all = await soon(on.decisions.list(on.bot.team), on.clock);
  const found = on.searchDecisions(all, words);
  return tellPrivately('decisions', decisionList(found, { words, total: all.length }));
}

async function show(number: number, on: ArchitectCommand): Promise<Handled> {
  const decision = await soon(on.decisions.get(on.bot.team, number), on.clock);
  if (decision === null) return tellPrivately('no-decision', `There is no decision ${number}.`);
  return tellPrivately('decision', decisionCard(decision, summaryOf(decision).gist));
}

async function context(
  command: SlashCommand,
  only: 'show' | 'set' | null,
  on: ArchitectCommand,
): Promise<Handled> {
  const known = await soon(on.channels.context(on.bot.team, command.channel_id), on.clock);
  const told = (): Handled => tellPrivately('context', contextNote(known));
  if (only === 'show') return told();
  const found = await recentFiles(command, on);
  if (found === 'kept-out') return tellPrivately('kept-out', KEPT_OUT);
  const [file] = found;
  if (file === undefined) return only === 'set' ? tellPrivately('no-file', NO_FILE) : told();
  // Shared, set, and looked at again within the ten minutes.
  const isSet = known?.source.kind === 'file' && known.source.name === file.name;
  if (isSet && only === null) return told();
  return ask(command, { type: 'set-context' }, { files: [file] }, on);
}

async function ask(
  command: SlashCommand,
  request: ThreadRequest,
  { text, files }: { readonly text?: string | undefined; readonly files: readonly FileRef[] },
  on: ArchitectCommand,
): Promise<Handled> {
  const described = describeRequest(request);
  const quote = text ?? files.map(({ name }) => name).join(', ');
  const verbatim = quote === '' ? {} : { verbatim: { text: quote, as: 'quote' } as const };
  const asked = await askAloud(
    commander(command),
    {
      did: described.did,
      ...verbatim,
      kind: 'mention',
      text: capText(text ?? described.text),
      files,
      request,
    },
    on,
  );
  return 'asked' in asked ? { outcome: asked.asked } : tellPrivately('refused', asked.refused);
}

async function recentFiles(
  { channel_id: channel, user_id: user }: SlashCommand,
  on: ArchitectCommand,
): Promise<readonly FileRef[] | 'kept-out'> {
  const recent = await findRecentFile(
    { channel, user, takes: isDocument },
    { ...on, budgetMs: LOOKUP_BUDGET_MS },
  );
  if ('file' in recent) return recent.together;
  return recent.none === 'kept-out' ? 'kept-out' : [];
}

/** What a slow store does not say in time is told as a failure; who asks again may be luckier. */
async function soon<T>(looked: Promise<T>, clock: Clock): Promise<T> {
  if (await settledWithin(clock, STORE_BUDGET_MS, looked)) return looked;
  throw new Error('the store did not answer in time');
}

function isDocument({ name, mimetype }: Pick<FileRef, 'name' | 'mimetype'>): boolean {
  return /\.(?:md|markdown|mdc|txt|adoc|rst)$/i.test(name) || mimetype === 'text/markdown';
}

/** Slack waits three seconds for the acknowledgement, and a project context takes both. */
const STORE_BUDGET_MS = 1_000;
const LOOKUP_BUDGET_MS = 1_500;

const NOT_THEIRS = tellPrivately(
  'guest',
  'The decision log belongs to the workspace that I was added to: only its own people read it.',
);

const NO_FILE =
  'I found no text file of yours in this channel from the last ten minutes. Share it here, then run the command again.';

const HELP = [
  '`/architect decisions [words]` finds decisions · `decision 7` shows one · `decision 7 post`, `accept`, `reject`, `supersede 3`',
  '`/architect decisions export` posts all as files · `decisions import` takes in the Markdown files that you shared just before',
  '`/architect context` sets how this channel’s team works, from the CLAUDE.md, AGENTS.md or other text that you shared just before; without one it shows what is set · `context owner/repo[@ref][:path]` takes it from GitHub · `context remove`',
  '`/architect panel <question>` has several specialists answer, and says before what it may cost',
].join('\n');
