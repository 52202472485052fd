import { z } from 'zod';

/** One request as it went over the wire. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly raw: string;
  readonly body: Body;
  /** All text of the system prompt. */
  readonly system: string;
  /** Text of the last user message. */
  readonly question: string;
  /** Id of the agent that the system prompt names, as our consultation writes it; else null. */
  readonly agent: string | null;
  readonly tools: readonly string[];
  /** Results in the last user message. */
  readonly toolResults: readonly {
    readonly id: string;
    readonly ok: boolean;
    readonly content: string;
  }[];
  /** Asks for JSON (`classify`), not for prose. */
  readonly wantsJson: boolean;
}

const Text = z.looseObject({ type: z.literal('text'), text: z.string() });
const Result = z.looseObject({
  type: z.literal('tool_result'),
  tool_use_id: z.string(),
  is_error: z.boolean().optional(),
  content: z.union([z.string(), z.array(z.looseObject({}))]).optional(),
});
const Block = z.looseObject({ type: z.string() });
const Message = z.looseObject({
  role: z.enum(['user', 'assistant', 'system']),
  content: z.union([z.string(), z.array(Block)]),
});
const Body = z.looseObject({
  model: z.string(),
  max_tokens: z.number().int().positive(),
  stream: z.boolean().optional(),
  system: z.union([z.string(), z.array(Text)]).optional(),
  messages: z.array(Message).min(1),
  tools: z.array(z.looseObject({ name: z.string() })).optional(),
  output_config: z
    .looseObject({
      format: z.looseObject({ schema: z.record(z.string(), z.unknown()) }).optional(),
    })
    .optional(),
});
type Body = z.infer<typeof Body>;

/** Parses a request as strictly as a test wants it, or says what the API would refuse. */
export function parseRequest(
  head: Pick<RecordedRequest, 'method' | 'path' | 'headers'>,
  raw: string,
): RecordedRequest | { readonly refused: string } {
  const parsed = Body.safeParse(parseJson(raw));
  if (!parsed.success) return { refused: z.prettifyError(parsed.error) };
  const body = parsed.data;
  const refused = refusal(body);
  if (refused !== null) return { refused };
  const last = body.messages.at(-1);
  const blocks = last === undefined || typeof last.content === 'string' ? [] : last.content;
  const system = textOf(body.system ?? '');
  return {
    ...head,
    raw,
    body,
    system,
    question: textOf(last?.content ?? ''),
    agent: /You answer as the agent "([^"]+)"/.exec(system)?.[1] ?? null,
    tools: (body.tools ?? []).map((tool) => tool.name),
    toolResults: blocks.flatMap(toolResult),
    wantsJson:
      body.output_config?.format !== undefined || /Answer with one JSON object/.test(system),
  };
}

/** Rules of the real API that a wrong loop would break first. */
function refusal(body: Body): string | null {
  for (const gone of ['temperature', 'top_p', 'top_k']) {
    if (gone in body) return `${gone}: not supported`;
  }
  if (body.messages.at(-1)?.role === 'assistant' && !('thread' in body)) {
    const content = body.messages.at(-1)?.content;
    const paused =
      typeof content !== 'string' && content?.some((block) => block.type === 'server_tool_use');
    if (paused !== true) return 'messages: the last one must not be an assistant message (prefill)';
  }
  return (
    body.messages
      .map((message, index) => unanswered(body, message, index))
      .find((why) => why !== null) ?? null
  );
}

function unanswered(body: Body, message: z.infer<typeof Message>, index: number): string | null {
  if (typeof message.content === 'string')
    return message.content === '' ? `messages.${index}: empty` : null;
  if (message.content.length === 0) return `messages.${index}: empty`;
  const empty = message.content.some((block) => block.type === 'text' && block['text'] === '');
  if (empty) return `messages.${index}: text content blocks must be non-empty`;
  if (message.role !== 'assistant') return null;
  const asked = message.content
    .filter((block) => block.type === 'tool_use')
    .map((block) => block['id']);
  const next = body.messages[index + 1]?.content;
  const answered =
    typeof next === 'string' || next === undefined ? [] : next.flatMap(toolResult).map((r) => r.id);
  const missing = asked.filter((id) => !answered.includes(String(id)));
  return missing.length === 0
    ? null
    : `messages.${index}: tool_use without tool_result: ${missing.join(', ')}`;
}

function toolResult(block: unknown): RecordedRequest['toolResults'] {
  const parsed = Result.safeParse(block);
  if (!parsed.success) return [];
  const { tool_use_id: id, is_error: failed, content } = parsed.data;
  return [
    {
      id,
      ok: failed !== true,
      content: typeof content === 'string' ? content : textOf(content ?? []),
    },
  ];
}

function textOf(content: string | readonly unknown[]): string {
  if (typeof content === 'string') return content;
  return content
    .flatMap((block) => {
      const parsed = Text.safeParse(block);
      return parsed.success ? [parsed.data.text] : [];
    })
    .join('\n');
}

function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return null;
  }
}
