import type { Asked } from './asked.ts';
import { drawnArrows } from './drawn-arrows.ts';
import { topics } from './knowledge/topics.ts';
import type { Topic } from './knowledge/topic.ts';
import { type Matched, matchTopics } from './match-topics.ts';
import { fromForm } from './tool-calls.ts';

/**
 * The answer of a consultant without a model: what tools found, what is written down about it, and what to settle
 * first. Promises: says at its beginning that no model took part; judges nothing by itself.
 */
export function writeAnswer(asked: Asked): string {
  if (courtesy.test(asked.text) && asked.results.length === 0)
    return `${NO_MODEL}\n\nYou are welcome.`;
  const matched = topicsOf(asked);
  const found = asked.results.map(({ content }) => clipped(content.trim()));
  return [
    NO_MODEL,
    ...(found.length === 0 ? [] : ['## What the tools found', ...basis(asked), ...found]),
    ...matched.map(writeTopic),
    ...writeQuestions(matched),
    ...(found.length === 0 && matched.length === 0 ? [nothingFor(asked)] : []),
    HOW_TO_GO_ON,
  ].join('\n\n');
}

/** The end of a conversation asks for no list of topics. */
const courtesy =
  /^(?:(?:thanks?(?: you| a lot)?|very much|so much|thx|ok(?:ay)?|great|perfect|cool|got it|danke|merci|gracias)\b[\s!.,]*)+$/i;

/**
 * Answers to questions (a form's, or "about 2,000, we are twelve") are about what was asked before them. Other words
 * that no rule knows are not: repeating the last answer would be no answer to them.
 */
function topicsOf({ text, before, form, afterForm }: Asked): readonly Matched[] {
  // Who wants a picture has not asked what to make of its parts.
  if (form === null && drawnArrows(text) !== null) return [];
  if (form === null && afterForm) return matchTopics(`${before}\n${proseOf(text)}`, topics);
  const now = form === null ? matchTopics(proseOf(text), topics) : [];
  const answersQuestions = form !== null || /\d/.test(text);
  return now.length > 0 || !answersQuestions ? now : matchTopics(before, topics);
}

/** "async" in a line of code asks for no queue. */
function proseOf(text: string): string {
  return text.replaceAll(/```[\s\S]*?```/g, ' ');
}

const NO_MODEL =
  '**No language model took part in this answer.** It comes from rules: tools that really ran, and checklists that people wrote down, with their sources. It does not judge your case.';

/** Who asks what it can do is told; the whole list once a thread is enough. */
function nothingFor({ text, hasAnswered }: Asked): string {
  if (introducing.test(text)) return `Without a model I can:\n\n${ABILITIES}`;
  return hasAnswered
    ? 'I found nothing in your message that a rule knows: I match words, and follow no conversation. Say again what it is about (“rate limit”, “index on orders”), or paste code, DDL or a contract.'
    : `I found nothing in your message that a rule knows. Without a model I can:\n\n${ABILITIES}`;
}

const introducing =
  /^\W*(?:help|(?:who|what) are you|what (?:can|do) you (?:do|know)|how (?:can|do) (?:i use you|you (?:help|work))|was kannst du|wer bist du)\b/i;

const ABILITIES = [
  '- run a **schema** or migration on a real PostgreSQL: paste the DDL, share the file, or use `/schema-review`',
  '- check an **API contract** (OpenAPI, GraphQL, AsyncAPI, protobuf): share it, or use `/api-review`',
  '- look through **code** in a fenced block with its language',
  '- draw a **Mermaid** diagram, or “draw web -> api -> database”, and compute from stated numbers ("800 requests/s at 120 ms")',
  '',
  `And I have a short answer, a checklist, patterns and sources, in English, on ${topics.length} topics, such as: ${someTitles()}.`,
].join('\n');

/** Spread over the rooms of the knowledge base; all of them would be a wall. */
function someTitles(): string {
  const step = Math.ceil(topics.length / 10);
  const shown = topics.filter((_, index) => index % step === 0);
  return shown.map(({ title }) => title).join(' · ');
}

const HOW_TO_GO_ON =
  '_For designs, weighing options and follow-up questions, whoever runs me sets `ANTHROPIC_API_KEY` (or `ANTHROPIC_BASE_URL` for another server of the same API)._';

function writeTopic({ topic, because }: Matched): string {
  return [
    `## ${topic.title}`,
    `**In short:** ${topic.rule} _(Because you wrote ${because
      .slice(0, 4)
      .map((word) => `“${word}”`)
      .join(', ')}.)_`,
    '',
    '**Should be true**',
    ...topic.checklist.map((item) => `- ${item}`),
    '',
    '| Pattern | When | What it costs |',
    '| --- | --- | --- |',
    ...topic.patterns.map(({ name, when, costs }) => `| ${name} | ${when} | ${costs} |`),
    '',
    `_Sources: ${topic.sources.join('; ')}._`,
  ].join('\n');
}

function basis({ form }: Asked): readonly string[] {
  if (form === null) return [];
  const isFlow = fromForm(form).some(({ kind }) => kind === 'concurrency');
  const bound =
    ' Each request counts as long as the target allows, so the number in flight is an upper bound.';
  return [
    `_From the form: what was answered, and what it assumes where nobody answered.${isFlow ? bound : ''}_`,
  ];
}

/** At a line's end: the whole stands in the files below the answer, where the tool made one. */
function clipped(text: string): string {
  if (text.length <= LONGEST_RESULT) return text;
  const end = text.lastIndexOf('\n', LONGEST_RESULT);
  return `${text.slice(0, end > 0 ? end : LONGEST_RESULT)}\n\n_… and more._`;
}

const LONGEST_RESULT = 6_000;

/** What an architect would ask first, with what is taken when nobody answers. */
function writeQuestions(matched: readonly { readonly topic: Topic }[]): readonly string[] {
  const questions = matched.flatMap(({ topic }) => topic.questions).slice(0, MOST_QUESTIONS);
  if (questions.length === 0) return [];
  const lines = questions.map(
    ({ ask, assume }, index) => `${index + 1}. ${ask} _(unless you say otherwise: ${assume})_`,
  );
  return [['## Settle first', ...lines].join('\n')];
}

const MOST_QUESTIONS = 5;
