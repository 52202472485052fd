import type { IncomingMessage, ServerResponse } from 'node:http';
import { chatMethods } from './api/chat.ts';
import { conversationMethods } from './api/conversations.ts';
import { fileMethods } from './api/files.ts';
import { identityMethods } from './api/identity.ts';
import type { Context, Method } from './api/method.ts';
import { reactionMethods } from './api/reactions.ts';
import { Refusal } from './api/refusal.ts';
import { sessionMethods } from './api/sessions.ts';
import { streamMethods } from './api/streams.ts';
import { viewMethods } from './api/views.ts';
import type { Json } from './data.ts';
import { jsonAnswer, type PipelineParts, serve } from './pipeline.ts';
import { readArguments } from './request-body.ts';
import type { Settings } from './settings.ts';
import { bearer, tokenKind, type TokenKind } from './tokens.ts';

const methods: Readonly<Record<string, Method>> = {
  ...chatMethods,
  ...conversationMethods,
  ...fileMethods,
  ...identityMethods,
  ...reactionMethods,
  ...sessionMethods,
  ...streamMethods,
  ...viewMethods,
};

/** Answers `/api/METHOD` as Slack's Web API does. */
export async function serveWebApi(
  request: IncomingMessage,
  url: URL,
  response: ServerResponse,
  context: Context,
  parts: PipelineParts,
): Promise<void> {
  const name = url.pathname.slice('/api/'.length);
  const read = await readArguments(request, url);
  const { token: inBody, ...args } = read ?? {};
  const token = tokenKind(bearer(request) ?? inBody, context.settings);
  const known = Object.hasOwn(methods, name) ? methods[name] : undefined;
  const limit = { perMinute: known?.perMinute ?? null, key: known?.limitedBy(args) ?? '' };
  const headers = { 'x-oauth-scopes': context.settings.scopes.join(',') };
  const work = async () => {
    const result =
      read === null ? refused(new Refusal('invalid_json')) : await run(known, token, args, context);
    return jsonAnswer(result, 200, headers);
  };
  await serve({ method: name, args, token, limit }, work, response, parts);
}

async function run(
  known: Method | undefined,
  token: TokenKind,
  args: Json,
  context: Context,
): Promise<Json> {
  try {
    if (known === undefined) throw new Refusal('unknown_method');
    authorize(known, token, context.settings);
    return { ok: true, ...(await known.call(args, context)) };
  } catch (error) {
    if (error instanceof Refusal) return refused(error);
    throw error;
  }
}

function authorize(known: Method, token: TokenKind, { scopes }: Settings): void {
  if (token === 'none') throw new Refusal('not_authed');
  if (token === 'unknown') throw new Refusal('invalid_auth');
  if (known.token !== 'any' && known.token !== token) throw new Refusal('not_allowed_token_type');
  if (known.scopes.length > 0 && !known.scopes.some((scope) => scopes.includes(scope))) {
    throw new Refusal('missing_scope', {
      needed: known.scopes.join(','),
      provided: scopes.join(','),
    });
  }
}

function refused({ code, extra }: Refusal): Json {
  return { ok: false, error: code, ...extra };
}
