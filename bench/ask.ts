import type { LocalSlack } from '../src/playground/slack/local-slack.ts';
import type { ScriptedModel } from '../tests/support/model.ts';
import { at, gate, text } from '../tests/support/model/script.ts';

/** Milliseconds of one answered question. */
export interface Asked {
  /** From the question to the closed message, less the time in which the model was writing. */
  readonly overheadMs: number;
  /** Of it, from the question to the model's first token. */
  readonly beforeMs: number;
  /** Of it, from the model's last token to the closed message. */
  readonly afterMs: number;
  /** From the model's first token to the first text in Slack. */
  readonly firstTextMs: number;
}

/** 400 tokens of five characters. */
export const TOKENS = 400;
const ANSWER = 'word '.repeat(TOKENS);

/** How the model writes: so many characters at a time, so far apart. */
export interface Pace {
  readonly every: number;
  readonly delayMs: number;
}

/** Asks one question and follows it until its answer is closed. */
export async function ask(
  slack: LocalSlack,
  model: ScriptedModel,
  question: string,
  pace: Pace,
): Promise<Asked> {
  const [first, last] = [gate(), gate()];
  const reply = text(ANSWER, pace);
  model.next([at(first), reply, at(last)], (request) => request.question.includes(question));
  const writing = { from: 0, to: 0 };
  void first.reached.then(() => ((writing.from = performance.now()), first.open()));
  void last.reached.then(() => ((writing.to = performance.now()), last.open()));

  const askedAt = performance.now();
  const asked = slack.person('ada').say('general', `${slack.mention} ${question}`);
  const inThread = (m: { threadTs?: string; stream?: unknown }) =>
    m.threadTs === asked.ts && m.stream !== undefined;
  const seen = await new Promise<{ firstAt: number; closedAt: number }>((resolve) => {
    let firstAt = 0;
    const look = (message: { text: string; threadTs?: string; stream?: { state: string } }) => {
      if (!inThread(message)) return;
      if (firstAt === 0 && message.text !== '') firstAt = performance.now();
      if (message.stream?.state !== 'stopped') return;
      for (const leave of leaving) leave();
      resolve({ firstAt, closedAt: performance.now() });
    };
    const leaving = [
      slack.on('message', ({ message }) => look(message)),
      slack.on('update', ({ message }) => look(message)),
    ];
  });
  return {
    overheadMs: seen.closedAt - askedAt - (writing.to - writing.from),
    beforeMs: writing.from - askedAt,
    afterMs: seen.closedAt - writing.to,
    firstTextMs: seen.firstAt - writing.from,
  };
}
