import { z } from 'zod';
import type { Block, MessageData, StreamData, TaskData } from '../data.ts';
import { textLength } from './blocks.ts';
import { Refusal } from './refusal.ts';
import { maxMarkdownText } from './writing.ts';

/** One thing that a call adds to a stream. */
export type StreamPiece =
  | { readonly type: 'text'; readonly text: string; readonly mode: 'markdown_text' | 'chunks' }
  | { readonly type: 'task'; readonly task: TaskData }
  | { readonly type: 'plan'; readonly title: string }
  | { readonly type: 'blocks'; readonly blocks: readonly Block[] };

type Streaming = MessageData & { readonly stream: StreamData };

/** Undocumented ceiling on all that one streamed message holds, tasks included (vercel/chat#617). */
const maxStreamed = 13_202;
const maxBlocks = 50;
const maxTasks = 50;

const chunkText = z.string().max(256, 'must be less than 257 characters');

const chunkList = z.array(
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('markdown_text'), text: z.string() }),
    z.object({
      type: z.literal('task_update'),
      id: z.string().min(1),
      title: chunkText,
      status: z.enum(['pending', 'in_progress', 'complete', 'error']),
      details: chunkText.optional(),
      output: chunkText.optional(),
      sources: z
        .array(z.looseObject({ type: z.literal('url'), url: z.string(), text: z.string() }))
        .optional(),
    }),
    z.object({ type: z.literal('plan_update'), title: chunkText }),
    z.object({ type: z.literal('blocks'), blocks: z.unknown() }),
  ]),
);

export function readChunks(
  value: unknown,
  check: (blocks: unknown) => readonly Block[],
): readonly StreamPiece[] {
  const parsed = chunkList.safeParse(value);
  if (!parsed.success) {
    const messages = parsed.error.issues.map(
      (i) => `[ERROR] ${i.message} [json-pointer:/chunks/${i.path.map(String).join('/')}]`,
    );
    throw new Refusal('invalid_chunks', { response_metadata: { messages } });
  }
  return parsed.data.map((chunk): StreamPiece => {
    switch (chunk.type) {
      case 'markdown_text':
        return { type: 'text', text: chunk.text, mode: 'chunks' };
      case 'plan_update':
        return { type: 'plan', title: chunk.title };
      case 'blocks':
        return { type: 'blocks', blocks: check(chunk.blocks) };
      case 'task_update': {
        const { type: _, details, output, sources, ...task } = chunk;
        return {
          type: 'task',
          task: {
            ...task,
            ...(details === undefined ? {} : { details }),
            ...(output === undefined ? {} : { output }),
            ...(sources === undefined ? {} : { sources }),
          },
        };
      }
    }
  });
}

/** The message with the pieces added. Throws a `Refusal`, and then nothing was added. */
export function appended(message: Streaming, pieces: readonly StreamPiece[]): Streaming {
  const added = pieces.reduce(
    (sum, piece) => sum + (piece.type === 'text' ? piece.text.length : 0),
    0,
  );
  if (added > maxMarkdownText) throw new Refusal('msg_too_long');
  const after = pieces.reduce(addPiece, message);
  if (after.blocks.length > maxBlocks) throw new Refusal('msg_blocks_too_many');
  if (after.stream.tasks.length > maxTasks) throw new Refusal('invalid_chunks');
  if (streamedLength(after) > maxStreamed) throw new Refusal('msg_too_long');
  return after;
}

function addPiece(message: Streaming, piece: StreamPiece): Streaming {
  const { stream } = message;
  switch (piece.type) {
    case 'text':
      if (stream.mode !== 'undecided' && stream.mode !== piece.mode) {
        throw new Refusal('streaming_mode_mismatch');
      }
      return {
        ...message,
        text: message.text + piece.text,
        stream: { ...stream, mode: piece.mode },
      };
    case 'task':
      return {
        ...message,
        stream: { ...inChunks(stream), tasks: withTask(stream.tasks, piece.task) },
      };
    case 'plan':
      return { ...message, stream: { ...inChunks(stream), planTitle: piece.title } };
    case 'blocks':
      return { ...message, blocks: [...message.blocks, ...piece.blocks], stream: inChunks(stream) };
  }
}

function inChunks(stream: StreamData): StreamData {
  if (stream.mode === 'markdown_text') throw new Refusal('streaming_mode_mismatch');
  return { ...stream, mode: 'chunks' };
}

/** An update replaces the task, but its `details` are added to those that stand there. */
function withTask(tasks: readonly TaskData[], task: TaskData): readonly TaskData[] {
  const at = tasks.findIndex((known) => known.id === task.id);
  if (at === -1) return [...tasks, task];
  const before = tasks[at]?.details ?? '';
  const details = before + (task.details ?? '');
  return tasks.with(at, { ...tasks[at], ...task, ...(details === '' ? {} : { details }) });
}

function streamedLength(message: Streaming): number {
  const { tasks } = message.stream;
  const cards = tasks.length === 0 ? 0 : JSON.stringify(tasks).length;
  return message.text.length + cards + textLength(message.blocks);
}
