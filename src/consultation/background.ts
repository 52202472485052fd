import type { Decision } from '../core/decision.ts';
import type { InputPart, ModelMessage } from '../core/model.ts';
import { nameOfSource, type ProjectContext } from '../core/project-context.ts';
import { escapeMarkdown } from '../lib/escape-markdown.ts';
import { clip } from '../lib/well-formed.ts';
import { quoteData } from './transcript.ts';

/** What the host lays beside a question: nobody asked for it, and the answer should know it. */
export interface Background {
  /** How the channel's people work, in their own words. */
  readonly context: ProjectContext | null;
  /** Earlier decisions of the workspace that bear on the question. */
  readonly decisions: readonly Decision[];
}

export const noBackground: Background = { context: null, decisions: [] };

/** Of each record; `search_decisions` gives the rest. */
const longestRecord = 4_000;

/**
 * The context as the request's first message: it stands before all that changes from turn to turn, so that it is
 * cached with it.
 */
export function contextMessages({ context }: Background): readonly ModelMessage[] {
  if (context === null) return [];
  const from = attribute(nameOfSource(context.source));
  const text = `<thread_project_context source="${from}" set_by="${attribute(context.setBy)}">\n${quoteData(context.text)}\n</thread_project_context>`;
  return [{ role: 'user', content: [{ type: 'text', text }] }];
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
export function backgroundTexts({ context, decisions }: Background): readonly string[] {
  const records = decisions.map(
    ({ number, title, body }) => `decision ${number}: ${title}\n${body}`,
  );
  return context === null ? records : [context.text, ...records];
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
