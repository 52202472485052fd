import type { Decision } from '../core/decision.ts';
import type { EarlierMessage } from '../core/earlier.ts';
import type { InputPart, ModelMessage } from '../core/model.ts';
import { nameOfSource, type ProjectContext } from '../core/project-context.ts';
import { escapeMarkdown } from '../lib/escape-markdown.ts';
import { clip } from '../lib/well-formed.ts';
import { personBlock, quoteData } from './transcript.ts';

/** What the host lays beside a question: nobody asked for it, and the answer should know it. */
export interface Background {
  /** How the channel's people work, in their own words. */
  readonly context: ProjectContext | null;
  /** Earlier decisions of the workspace that bear on the question. */
  readonly decisions: readonly Decision[];
  /** What people had said in the thread before the bot was called into it. */
  readonly earlier: readonly EarlierMessage[];
}

export const noBackground: Background = { context: null, decisions: [], earlier: [] };

/** Of each record; `search_decisions` gives the rest. */
const longestRecord = 4_000;

/**
 * The context and what was said before as the request's first message: it stands before all that changes from turn to
 * turn, so that it is cached with it.
 */
export function contextMessages({ context, earlier }: Background): readonly ModelMessage[] {
  const said = earlier.map((message) => personBlock({ ...message, files: [] }));
  const texts = [...(context === null ? [] : [contextBlock(context)]), ...said];
  if (texts.length === 0) return [];
  return [{ role: 'user', content: texts.map((text) => ({ type: 'text', text })) }];
}

function contextBlock(context: ProjectContext): string {
  const from = attribute(nameOfSource(context.source));
  return `<thread_project_context source="${from}" set_by="${attribute(context.setBy)}">\n${quoteData(context.text)}\n</thread_project_context>`;
}

export function decisionParts({ decisions }: Background): readonly InputPart[] {
  return decisions.map((decision) => ({ type: 'text', text: recordBlock(decision) }));
}

/** Said under the answer, whatever the model made of them. */
export function decisionNotes({ decisions }: Background): readonly string[] {
  if (decisions.length === 0) return [];
  const names = decisions.map(({ number, title }) => `${number} (${escapeMarkdown(title)})`);
  return [`Bears on ${decisions.length === 1 ? 'decision' : 'decisions'} ${names.join(', ')}.`];
}

/** What citations and numbers of an answer may lean on. */
export function backgroundTexts({ context, decisions, earlier }: Background): readonly string[] {
  const records = decisions.map(
    ({ number, title, body }) => `decision ${number}: ${title}\n${body}`,
  );
  const said = earlier.map(({ text }) => text);
  return [...(context === null ? [] : [context.text]), ...records, ...said];
}

function recordBlock(decision: Decision): string {
  const { number, title, status, date, supersededBy, body } = decision;
  const state = supersededBy === null ? status : `superseded by ${supersededBy}`;
  const more = body.length > longestRecord ? '\n[… the rest with search_decisions]' : '';
  return `<thread_decision number="${number}" status="${state}" date="${attribute(date)}">\n${quoteData(`${title}\n\n${clip(body, longestRecord)}`)}${more}\n</thread_decision>`;
}

function attribute(text: string): string {
  return quoteData(text).replace(/["<>\n\r]/g, '_');
}
