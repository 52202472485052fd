import { z } from 'zod';
import type { Artifact } from './artifact.ts';
import type { Evidence } from './evidence.ts';
import type { Files } from './file.ts';
import type { FileRef } from './message.ts';
import type { ReplyAction } from './reply.ts';
import type { Thread } from './thread.ts';
import type { Usage } from './usage.ts';

/** What a tool may see of the thread that it works for. Tools read; the host alone posts. */
export interface ToolContext {
  readonly signal: AbortSignal;
  readonly thread: Thread;
  /** Every file shared in the thread so far. */
  readonly files: readonly FileRef[];
  readonly readFile: Files['read'];
  /** What people wrote in the thread so far, oldest first. */
  readonly said?: readonly string[];
  /** A guest asks: what the workspace keeps beyond this thread is not theirs to read. */
  readonly forGuest?: boolean;
  /** Tells the person what the tool waits for. Best effort. */
  readonly status?: (text: string) => void;
  /**
   * Dollars for a model of the tool's own: that share of what the answer may still spend. They are set apart until the
   * tool is done, so that calls side by side do not spend the same money.
   */
  readonly setApartUsd?: (share: number) => number;
  /** Counts what a model of the tool's own cost towards the answer, also when nobody waits for the result any more. */
  readonly spend?: (usage: Usage) => void;
}

/** What goes back to the model. A failure is a result that says what to do instead, never an exception's text. */
export type ToolResult =
  | {
      readonly ok: true;
      readonly content: string;
      /** What was checked, for the line of evidence under the answer. */
      readonly evidence?: readonly Evidence[];
      /** Files for the thread; the host posts them when the answer stands. */
      readonly artifacts?: readonly Artifact[];
      /** What people may want next, as buttons under the answer. */
      readonly actions?: readonly ReplyAction[];
    }
  | { readonly ok: false; readonly content: string };

/** A deterministic, read-only instrument that the model may use. */
export interface Tool {
  /** snake_case. */
  readonly name: string;
  /** For the model: what it does, when to use it, what it returns. */
  readonly description: string;
  /** For the person, while it runs: "Reading schema.sql". */
  readonly activity: string;
  /** JSON Schema of the input, `additionalProperties: false` at each level. */
  readonly inputSchema: Readonly<Record<string, unknown>>;
  readonly timeoutMs: number;
  /** Parses the input itself; an input that does not fit is an `ok: false` that says why. */
  run(input: unknown, context: ToolContext): Promise<ToolResult>;
}

/** Makes a tool of a zod schema and a function. */
export function defineTool<Input>(definition: {
  readonly name: string;
  readonly description: string;
  readonly activity: string;
  /** A `z.strictObject`, described field by field: the model reads it. */
  readonly input: z.ZodType<Input>;
  readonly timeoutMs: number;
  readonly run: (input: Input, context: ToolContext) => Promise<ToolResult>;
}): Tool {
  const { input: schema, run, ...rest } = definition;
  return {
    ...rest,
    inputSchema: z.toJSONSchema(schema, { io: 'input' }),
    async run(input, context) {
      const parsed = schema.safeParse(input);
      if (parsed.success) return run(parsed.data, context);
      return { ok: false, content: `The input does not fit: ${z.prettifyError(parsed.error)}` };
    },
  };
}
