import { z } from 'zod';
import type { ConversationMessage, Feedback } from '../core/conversation.ts';
import type { ThreadOwner } from '../core/dispatch.ts';
import type { Evidence } from '../core/evidence.ts';
import type { Marker } from '../core/marker.ts';
import type { IncomingMessage } from '../core/message.ts';
import type { ProjectContext } from '../core/project-context.ts';
import { recommendation } from '../core/recommendation.ts';
import { threadRequest } from '../core/request.ts';
import type { ChannelSettings } from '../core/settings.ts';

/** What is kept in Redis is JSON with its version; another version is not ours to read. */
export function writeRecord(value: object): string {
  return JSON.stringify({ v: 1, ...value });
}

/** Undefined when it is no JSON, of another version, or of another shape: the caller decides what then. */
export function readRecord<T>(schema: z.ZodType<T>, record: string): T | undefined {
  let json: unknown;
  try {
    json = JSON.parse(record);
  } catch {
    return undefined;
  }
  if (!version.safeParse(json).success) return undefined;
  return schema.safeParse(json).data;
}

const version = z.looseObject({ v: z.literal(1) });

export const thread = z.object({ team: z.string(), channel: z.string(), ts: z.string() });

const file = z.object({
  id: z.string(),
  name: z.string(),
  mimetype: z.string(),
  size: z.number(),
  url: z.string().exactOptional(),
});

export const messageKind = z.enum([
  'mention',
  'direct',
  'follow-up',
  'schema-review',
  'api-review',
]);

const marker: z.ZodType<Marker> = z.object({
  threadTs: z.string().exactOptional(),
  did: z.string(),
  verbatim: z.object({ text: z.string(), as: z.enum(['code', 'quote']) }).exactOptional(),
  responseUrl: z.string().exactOptional(),
});

const storedMessage = z.object({
  thread,
  ts: z.string(),
  // As for `request`: of a kind that only a newer process knows, the words still ask something.
  kind: messageKind.catch('mention'),
  user: z.string(),
  userTeam: z.string().exactOptional(),
  text: z.string(),
  files: z.array(file),
  agent: z.string().exactOptional(),
  // During a rolling update a newer process may have stored a kind that this one does not know: the text says the same.
  request: threadRequest.optional().catch(undefined),
  marker: marker.exactOptional(),
  receivedAt: z.number(),
  traceId: z.string(),
});

export const incomingMessage: z.ZodType<IncomingMessage> = storedMessage.transform(
  ({ request, ...message }) => (request === undefined ? message : { ...message, request }),
);

const evidence: z.ZodType<Evidence> = z.object({
  subject: z.string(),
  by: z.string(),
  verdict: z.enum(['passed', 'failed', 'unverified']),
  summary: z.string(),
  details: z.string(),
});

const storedLine = z.discriminatedUnion('role', [
  z.object({
    role: z.literal('person'),
    ts: z.string(),
    user: z.string(),
    text: z.string(),
    files: z.array(file),
  }),
  z.object({
    role: z.literal('agent'),
    ts: z.string(),
    agent: z.string().nullable(),
    text: z.string(),
    // A newer process may have stored one of them in a shape of its own: the text goes on without it.
    evidence: z.array(evidence).optional().catch(undefined),
    recommendation: recommendation.optional().catch(undefined),
    fulfilled: z.array(threadRequest).optional().catch(undefined),
  }),
]);

export const conversationMessage: z.ZodType<ConversationMessage> = storedLine.transform((line) => {
  if (line.role === 'person') return line;
  const { evidence: checked, recommendation: structure, fulfilled, ...answer } = line;
  return {
    ...answer,
    ...(checked === undefined ? {} : { evidence: checked }),
    ...(structure === undefined ? {} : { recommendation: structure }),
    ...(fulfilled === undefined ? {} : { fulfilled }),
  };
});

export const threadOwner: z.ZodType<ThreadOwner> = z.object({
  agent: z.string(),
  by: z.enum(['explicit', 'single', 'owner', 'small-talk', 'local', 'model', 'default']),
  sinceTurn: z.number(),
});

export const feedbackRecord: z.ZodType<Feedback> = z.object({
  answerTs: z.string(),
  user: z.string(),
  verdict: z.enum(['good', 'bad']),
  agent: z.string().nullable(),
  at: z.number(),
});

export const channelSettings: z.ZodType<ChannelSettings> = z.object({
  mentionOnly: z.boolean(),
  requirements: z
    .array(z.object({ id: z.string(), label: z.string(), text: z.string() }))
    .exactOptional(),
});

export const projectContext: z.ZodType<ProjectContext> = z.object({
  text: z.string(),
  source: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('file'), name: z.string() }),
    z.object({
      kind: z.literal('github'),
      repository: z.string(),
      ref: z.string().nullable(),
      path: z.string(),
      commit: z.string().nullable(),
      etag: z.string().nullable(),
    }),
  ]),
  setBy: z.string(),
  setAt: z.number(),
  checkedAt: z.number(),
});

/** A hash as Lua returns it: field, value, field, value. */
export const flatHash = z
  .array(z.string())
  .transform(
    (flat): ReadonlyMap<string, string> =>
      new Map(
        flat.flatMap((field, i) => (i % 2 === 0 ? [[field, flat[i + 1] ?? ''] as const] : [])),
      ),
  );
