import type { Clock } from '../core/clock.ts';
import type { InputPart, OutputPart } from '../core/model.ts';
import type { Tool, ToolContext, ToolResult } from '../core/tool.ts';
import type { Log } from '../lib/log.ts';
import { clip } from '../lib/well-formed.ts';
import { quoteData } from './transcript.ts';

export type ToolCall = Extract<OutputPart, { type: 'tool-use' }>;

export interface ToolOutcome {
  readonly name: string;
  readonly ok: boolean;
  readonly ms: number;
  readonly part: InputPart;
  readonly run: ToolRun;
}

/** One call as it went: what later parts of an answer may lean on. */
export interface ToolRun {
  readonly name: string;
  readonly input: unknown;
  readonly result: ToolResult;
}

/** Calls of one round that are run; more are told to come one after the other. */
const mostCalls = 12;
const longestResult = 40_000;

/**
 * Runs the calls of one round side by side, each with its own time limit. Results come in the order of the calls,
 * one for each, whatever happened: the API refuses a call without its result. Rejects only when aborted, once the tools
 * have had a moment to end and to say what they spent.
 */
export async function runTools(
  calls: readonly ToolCall[],
  deps: {
    readonly tools: readonly Tool[];
    readonly context: Omit<ToolContext, 'signal'>;
    readonly clock: Clock;
    readonly log: Log;
    readonly signal: AbortSignal;
  },
): Promise<readonly ToolOutcome[]> {
  const outcomes = await Promise.all(
    calls.map(async (call, index) => {
      const begun = deps.clock.monotonic();
      const result = index < mostCalls ? await runTool(call, deps) : tooMany;
      const ms = Math.round(deps.clock.monotonic() - begun);
      const { name, input } = call;
      return { name, ok: result.ok, ms, part: toPart(call, result), run: { name, input, result } };
    }),
  );
  deps.signal.throwIfAborted();
  return outcomes;
}

const tooMany: ToolResult = {
  ok: false,
  content: `Not run: at most ${mostCalls} calls at once. Call it again if you still need it.`,
};

type RunDeps = Parameters<typeof runTools>[1];

async function runTool(call: ToolCall, deps: RunDeps): Promise<ToolResult> {
  const tool = deps.tools.find(({ name }) => name === call.name);
  if (tool === undefined) return unknownTool(call.name, deps.tools);
  const ended = new AbortController();
  const signal = AbortSignal.any([deps.signal, ended.signal]);
  const timeout = async (): Promise<ToolResult> => {
    await deps.clock.sleep(tool.timeoutMs, signal);
    const seconds = Math.round(tool.timeoutMs / 1000);
    return failed(
      `${tool.name} took longer than ${seconds} s and was stopped. Ask for less, or go on without it.`,
    );
  };
  const limit = timeout();
  // The tool may win the race; then the timer's end is nobody's business.
  limit.catch(() => {});
  const run = async () => tool.run(call.input, { ...deps.context, signal });
  const running = run();
  try {
    return await Promise.race([running, limit]);
  } catch (thrown) {
    if (deps.signal.aborted) return await untilEnded(running, deps.clock);
    deps.log.error({ tool: tool.name, err: thrown }, 'tool failed');
    return failed(
      `${tool.name} failed inside. Do not call it again with the same input; say what you could not check.`,
    );
  } finally {
    ended.abort();
  }
}

/** Longest that a stop waits for a tool that was told of it. */
const patienceMs = 1_000;

async function untilEnded(running: Promise<ToolResult>, clock: Clock): Promise<ToolResult> {
  const ended = new AbortController();
  const stopped = failed('Stopped.');
  const patience = clock.sleep(patienceMs, ended.signal).then(
    () => stopped,
    () => stopped,
  );
  try {
    return await Promise.race([running, patience]);
  } catch {
    return stopped;
  } finally {
    ended.abort();
  }
}

function unknownTool(name: string, tools: readonly Tool[]): ToolResult {
  const names = tools.map((tool) => tool.name).join(', ');
  return failed(
    `There is no tool "${clip(name, 100)}". ${names === '' ? 'You have no tools.' : `You have: ${names}.`}`,
  );
}

function toPart(call: ToolCall, result: ToolResult): InputPart {
  const content = quoteData(result.content);
  const left = content.length - longestResult;
  const capped =
    left > 0
      ? `${clip(content, longestResult)}\n[… ${left} characters left out; ask for a narrower part]`
      : content;
  return {
    type: 'tool-result',
    toolUseId: call.id,
    ok: result.ok,
    content: capped.trim() === '' ? '(nothing)' : capped,
  };
}

function failed(content: string): ToolResult {
  return { ok: false, content };
}
