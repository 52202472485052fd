import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { flag } from './api/fields.ts';
import { contentOf } from './api/writing.ts';
import type { Context } from './api/method.ts';
import { Refusal } from './api/refusal.ts';
import type { Json, MessageData } from './data.ts';
import { deleteMessage } from './deletion.ts';
import { type Answer, type PipelineParts, jsonAnswer, serve } from './pipeline.ts';
import { parseObject, readBytes } from './request-body.ts';

/** Slack takes five answers in thirty minutes. */
const maxUses = 5;
const lifetimeMs = 30 * 60_000;

/** To which act the app answers. */
export interface ResponseTarget {
  readonly channel: string;
  readonly user: string;
  /** The message whose button was pressed. */
  readonly messageTs?: string;
}

const responseBody = z.object({
  text: z.string().optional(),
  blocks: z.unknown().optional(),
  markdown_text: z.string().optional(),
  response_type: z.enum(['ephemeral', 'in_channel']).default('ephemeral'),
  // The reference's own examples write them as strings.
  replace_original: flag.optional(),
  delete_original: flag.default(false),
  thread_ts: z.string().optional(),
});

/** The addresses at which the app may answer an act later. */
export class ResponseUrls {
  readonly #issued = new Map<
    string,
    { readonly target: ResponseTarget; readonly at: number; uses: number }
  >();
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  issue(target: ResponseTarget): string {
    const { workspace, origin } = this.#context;
    const path = `/actions/${workspace.team.id}/${workspace.ids.count()}/local`;
    this.#issued.set(path, { target, at: workspace.now(), uses: 0 });
    return `${origin}${path}`;
  }

  async serve(
    request: IncomingMessage,
    url: URL,
    response: ServerResponse,
    parts: PipelineParts,
  ): Promise<void> {
    const args = parseObject((await readBytes(request)).toString());
    await serve(
      {
        method: 'response_url',
        args: args ?? {},
        token: 'none',
        limit: { perMinute: null, key: '' },
      },
      () => this.#answer(url.pathname, args),
      response,
      parts,
    );
  }

  #answer(path: string, body: Json | null): Answer {
    const issued = this.#issued.get(path);
    if (body === null) return jsonAnswer({ ok: false, error: 'invalid_payload' }, 400);
    if (issued === undefined) return jsonAnswer({ ok: false, error: 'expired_url' }, 404);
    const expired = this.#context.workspace.now() - issued.at > lifetimeMs;
    if (expired) return jsonAnswer({ ok: false, error: 'expired_url' }, 404);
    if (issued.uses >= maxUses) return jsonAnswer({ ok: false, error: 'used_url' }, 404);
    issued.uses += 1;
    try {
      showResponse(body, issued.target, this.#context);
      return {
        status: 200,
        headers: { 'content-type': 'text/plain' },
        body: 'ok',
        result: { ok: true },
      };
    } catch (error) {
      if (error instanceof Refusal)
        return jsonAnswer({ ok: false, error: error.code, ...error.extra }, 400);
      throw error;
    }
  }
}

/**
 * What the app answered becomes a message, or changes the one that was acted on. It stands in the channel unless it
 * names a thread, and wherever the person was: the app need not be a member. Throws a `Refusal`.
 */
export function showResponse(body: Json, target: ResponseTarget, context: Context): void {
  const parsed = responseBody.safeParse(body);
  if (!parsed.success) throw new Refusal('invalid_payload');
  const { workspace, events } = context;
  const args = parsed.data;
  const content = contentOf(args, context);
  const isEmpty = content.text === '' && content.blocks.length === 0;
  const original = workspace.messages.get(target.channel, target.messageTs ?? '');
  if (args.delete_original) {
    if (original !== undefined) deleteMessage(original, context);
    if (isEmpty) return;
  }
  if (isEmpty) throw new Refusal('no_text');
  if (original !== undefined && !args.delete_original && replaces(args, original)) {
    const after = workspace.messages.put({ ...original, ...content });
    if (original.onlyFor === undefined) events.changed(after, original);
    return;
  }
  const message = responseMessage(content, args.thread_ts, target.channel, context);
  const onlyFor = args.response_type === 'ephemeral' ? { onlyFor: target.user } : {};
  events.posted(workspace.messages.put({ ...message, ...onlyFor }));
}

/** An answer for everybody overwrites the message that everybody sees, unless it says that it does not. */
function replaces(args: z.infer<typeof responseBody>, original: MessageData): boolean {
  const isForAll = args.response_type === 'in_channel' && original.onlyFor === undefined;
  return args.replace_original ?? isForAll;
}

function responseMessage(
  content: Pick<MessageData, 'text' | 'blocks' | 'format'>,
  threadTs: string | undefined,
  channel: string,
  { workspace }: Context,
): MessageData {
  return {
    channel,
    ts: workspace.ids.ts(),
    ...(threadTs === undefined ? {} : { threadTs }),
    user: workspace.app.userId,
    botId: workspace.app.botId,
    ...content,
    files: [],
    reactions: [],
    unfurl: false,
  };
}
