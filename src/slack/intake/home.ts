import type { KnownBlock, RichTextBlock, RichTextElement, RichTextSection } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Agent } from '../../core/agent.ts';
import type { Handled } from './handled.ts';
import { suggestedPrompts } from './prompts.ts';

export interface OnHome {
  readonly delivery: WebClient;
  /** Who answers, as of now. */
  readonly agents: () => readonly Agent[];
  /** What a person should know about the bot's state, a sentence a line. Empty: all is well. */
  readonly status: () => readonly string[];
}

/** Somebody opened the app: its Home is written anew, its messages tab offers first questions. */
export function onHomeOpened(event: unknown, { delivery, agents, status }: OnHome): Handled {
  const opened = homeOpened.safeParse(event);
  if (!opened.success) return { outcome: 'unreadable' };
  const { user, channel, tab } = opened.data;
  if (tab === 'messages' && channel != null) {
    return {
      outcome: 'prompts',
      // In the agent experience the prompts belong to the tab: no thread_ts.
      afterwards: () =>
        delivery.assistant.threads.setSuggestedPrompts({
          channel_id: channel,
          title: 'What can I look at for you?',
          prompts: suggestedPrompts.map(({ title, message }) => ({ title, message })),
        }),
    };
  }
  if (tab !== 'home') return { outcome: 'ignored' };
  return {
    outcome: 'home',
    afterwards: () =>
      delivery.views.publish({
        user_id: user,
        view: { type: 'home', blocks: homeBlocks(agents(), status()) },
      }),
  };
}

/** Rich text throughout: an agent's description is nobody's markup. */
function homeBlocks(agents: readonly Agent[], status: readonly string[]): KnownBlock[] {
  return [
    { type: 'header', text: { type: 'plain_text', text: 'Architect' } },
    paragraph(
      'Architecture consultations that check before they speak: schemas are run on a real database, numbers are ' +
        'computed, and every question gets an answer. I am an AI and can be wrong; what I verified says so.',
    ),
    ...status.map((line) => paragraph(`⚠ ${line}`)),
    { type: 'divider' },
    { type: 'header', text: { type: 'plain_text', text: 'How to ask' } },
    list(HOW_TO.map(([what, how]) => [bold(what), plain(` ${how}`)])),
    { type: 'divider' },
    { type: 'header', text: { type: 'plain_text', text: 'Who answers' } },
    list(
      agents
        .slice(0, MAX_AGENTS)
        .map(({ name, routingText }) => [bold(name), plain(` ${firstSentence(routingText)}`)]),
    ),
  ];
}

function paragraph(text: string): RichTextBlock {
  return { type: 'rich_text', elements: [section([plain(text)])] };
}

/** Slack refuses an empty list. */
function list(items: readonly RichTextElement[][]): RichTextBlock {
  if (items.length === 0) return paragraph('Nobody yet: no agent file was loaded.');
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_list', style: 'bullet', elements: items.map(section) }],
  };
}

function section(elements: RichTextElement[]): RichTextSection {
  return { type: 'rich_text_section', elements };
}

function plain(text: string): RichTextElement {
  return { type: 'text', text };
}

function bold(text: string): RichTextElement {
  return { type: 'text', text, style: { bold: true } };
}

function firstSentence(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const sentence = /^.*?[.!?](?=\s|$)/.exec(line)?.[0] ?? line;
  return sentence.length <= MAX_SENTENCE ? sentence : `${sentence.slice(0, MAX_SENTENCE - 1)}…`;
}

const homeOpened = z.object({
  user: z.string(),
  channel: z.string().nullish(),
  tab: z.string().nullish(),
});

const HOW_TO = [
  ['Mention me', 'in a channel, with your question and files. I answer in the thread.'],
  ['Reply in my thread', 'without a mention. If you mention somebody else, I stay silent.'],
  ['/schema-review', 'with pasted DDL, or right after you shared a file, or alone for a form.'],
  ['/api-review', 'the same for a contract: OpenAPI, GraphQL, AsyncAPI, Protocol Buffers.'],
  [
    '/architect',
    'decisions, context and panel: what was decided, how a channel works, several opinions.',
  ],
  ['Ask Architect', 'in the menu of any message, to consult about that message in its thread.'],
  ['Write to me', 'in the Messages tab, for a conversation of our own.'],
  ['stop', 'in a thread ends an answer; so does the Stop button.'],
  ['mention only, follow threads', 'said to me in a channel: whether I follow its threads.'],
] as const;

const MAX_AGENTS = 40;
const MAX_SENTENCE = 180;
