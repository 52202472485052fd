import type { InputPart, Model, ModelMessage, ModelRequest, OutputPart } from '../core/model.ts';
import type { Tool, ToolContext } from '../core/tool.ts';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../lib/log.ts';
import type { WholeReply } from './ask-model.ts';
import { askModel } from './ask-model.ts';
import type { ConsultationEvent, CutBy } from './consultation.ts';
import type { Draft } from './draft.ts';
import { conclude, goOn, sayIt, withNote } from './host-notes.ts';
import type { Meter, Room } from './meter.ts';
import type { ToolCall, ToolRun } from './tool-round.ts';
import { runTools } from './tool-round.ts';

/** How the rounds ended. `broke`: not even the first request could be paid for. */
export type RoundsEnd =
  | { readonly end: 'answered' | 'refused' | 'empty' | 'broke' }
  | { readonly end: 'cut-short'; readonly by: CutBy };

export interface RoundsDeps {
  readonly model: Model;
  readonly tools: readonly Tool[];
  /** Ends the rounds: what the host waits for was handed over, or will not come; `needsProse`: and the text is there. */
  readonly terminal: {
    readonly name: string;
    readonly isOver: () => boolean;
    readonly needsProse: boolean;
  };
  readonly toolContext: Omit<ToolContext, 'signal'>;
  readonly onToolRun: (run: ToolRun) => void;
  readonly draft: Draft;
  readonly meter: Meter;
  readonly clock: Clock;
  readonly log: Log;
}

/** How the rounds ended, and all that was said: a further round goes on from there. */
export type Rounds = RoundsEnd & {
  readonly model: string | null;
  readonly messages: readonly ModelMessage[];
};

/** What the rounds carry along. Messages are only ever appended: thinking blocks and the cache depend on it. */
interface Dialogue {
  readonly base: Pick<ModelRequest, 'model' | 'system' | 'tools'>;
  messages: readonly ModelMessage[];
  /** Each of these is granted once. */
  continued: boolean;
  nudged: boolean;
  toolRounds: number;
  answeredBy: string | null;
}

/** The model speaks, tools run, the model speaks again, until it is done or a limit is reached. Throws a ModelFailure. */
export async function* answerRounds(
  opening: Pick<ModelRequest, 'model' | 'system' | 'messages'>,
  deps: RoundsDeps,
  signal: AbortSignal,
): AsyncGenerator<ConsultationEvent, Rounds> {
  const { messages, ...rest } = opening;
  const dialogue: Dialogue = {
    base: {
      ...rest,
      tools: deps.tools.map(({ name, description, inputSchema }) => ({
        name,
        description,
        inputSchema,
      })),
    },
    messages,
    continued: false,
    nudged: false,
    toolRounds: 0,
    answeredBy: null,
  };
  for (;;) {
    const room = deps.meter.room({ ...dialogue.base, messages: dialogue.messages });
    if (room.state === 'over') {
      const first = deps.meter.rounds() === 0;
      return {
        ...(first ? { end: 'broke' } : { end: 'cut-short', by: room.by }),
        model: dialogue.answeredBy,
        messages: dialogue.messages,
      };
    }
    const reply = yield* askModel(toRequest(dialogue, room), deps, signal);
    dialogue.answeredBy = reply.model;
    const end = yield* afterReply(reply, room, dialogue, deps, signal);
    if (end !== null) return { ...end, model: reply.model, messages: dialogue.messages };
  }
}

function toRequest(dialogue: Dialogue, room: Exclude<Room, { state: 'over' }>): ModelRequest {
  const { base, messages, toolRounds } = dialogue;
  const request = { ...base, messages, maxTokens: room.maxTokens };
  if (room.state === 'open') return request;
  const last = toolRounds > 0 ? withNote(messages, conclude) : messages;
  return { ...request, messages: last, toolChoice: 'none' };
}

/** Prepares the next round, or says how it ended. */
async function* afterReply(
  reply: WholeReply,
  room: Room,
  dialogue: Dialogue,
  deps: RoundsDeps,
  signal: AbortSignal,
): AsyncGenerator<ConsultationEvent, RoundsEnd | null> {
  const cut = room.state === 'open' ? null : room.by;
  switch (reply.stopReason) {
    case 'refusal':
      return { end: 'refused' };
    case 'context_full':
      return { end: 'cut-short', by: 'context' };
    case 'tool_use':
      deps.draft.keep();
      if (cut !== null) return { end: 'cut-short', by: cut };
      yield* runRound(reply, dialogue, deps, signal);
      return isHandedOver(reply, deps) ? { end: 'answered' } : null;
    case 'pause_turn':
      deps.draft.keep();
      // The provider goes on where it paused when it gets its own words back unchanged.
      dialogue.messages = [...dialogue.messages, { role: 'assistant', content: reply.content }];
      return cut === null ? null : { end: 'cut-short', by: cut };
    case 'max_tokens':
      return continueOnce(reply, cut, dialogue, deps.draft);
    case 'end_turn':
      return finish(reply, cut, dialogue, deps.draft);
  }
}

/** Prose and structure are there: what the model would say to "Accepted." is of no use to anybody. */
function isHandedOver(reply: WholeReply, { terminal, draft }: RoundsDeps): boolean {
  const only = reply.content.filter(isCall).every(({ name }) => name === terminal.name);
  const isWritten = !terminal.needsProse || draft.text().trim() !== '';
  return only && terminal.isOver() && isWritten;
}

function finish(
  reply: WholeReply,
  cut: CutBy | null,
  dialogue: Dialogue,
  draft: Draft,
): RoundsEnd | null {
  draft.keep();
  if (draft.text().trim() !== '') {
    if (reply.content.some(isText)) {
      dialogue.messages = [...dialogue.messages, { role: 'assistant', content: reply.content }];
    }
    // Told to conclude in the middle of its work, the model left something out.
    return cut !== null && dialogue.toolRounds > 0
      ? { end: 'cut-short', by: cut }
      : { end: 'answered' };
  }
  if (dialogue.nudged || cut !== null) return { end: 'empty' };
  dialogue.nudged = true;
  // An empty reply cannot go back, so the question is sent again with the wish at its end.
  dialogue.messages = withNote(dialogue.messages, sayIt);
  return null;
}

/** A reply that reached its length goes on once. Without text it thought too long, and would again. */
function continueOnce(
  reply: WholeReply,
  cut: CutBy | null,
  dialogue: Dialogue,
  draft: Draft,
): RoundsEnd | null {
  const said = reply.content.filter(isText);
  const again = cut === null && !dialogue.continued && said.length > 0;
  draft.keep(again ? 'unfinished' : 'finished');
  if (!again) return { end: 'cut-short', by: 'length' };
  dialogue.continued = true;
  // Only its text goes back: thinking that was cut has no signature.
  dialogue.messages = withNote([...dialogue.messages, { role: 'assistant', content: said }], goOn);
  return null;
}

async function* runRound(
  reply: WholeReply,
  dialogue: Dialogue,
  deps: RoundsDeps,
  signal: AbortSignal,
): AsyncGenerator<ConsultationEvent, void> {
  const calls = reply.content.filter(isCall);
  yield { type: 'status', text: activity(calls, deps.tools) };
  const { tools, toolContext: context, clock, log } = deps;
  const outcomes = await runTools(calls, { tools, context, clock, log, signal });
  for (const { name, ok, ms, run } of outcomes) {
    deps.onToolRun(run);
    yield { type: 'tool', name, ok, ms };
  }
  const results: readonly InputPart[] = outcomes.map((outcome) => outcome.part);
  dialogue.toolRounds += 1;
  dialogue.messages = [
    ...dialogue.messages,
    { role: 'assistant', content: reply.content },
    { role: 'user', content: results },
  ];
}

function activity(calls: readonly ToolCall[], tools: readonly Tool[]): string {
  const known = calls.flatMap((call) => tools.filter((tool) => tool.name === call.name));
  const activities = new Set(known.map((tool) => tool.activity));
  return activities.size === 0 ? 'Looking things up' : [...activities].join(' · ');
}

function isCall(part: OutputPart): part is ToolCall {
  return part.type === 'tool-use';
}

function isText(part: OutputPart): boolean {
  return part.type === 'text' && part.text.trim() !== '';
}
