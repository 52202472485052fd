import type { Conversation } from '../core/conversation.ts';
import type { FileContent, FileRefused, Files } from '../core/file.ts';
import type { FileRef, IncomingMessage } from '../core/message.ts';
import type { InputPart } from '../core/model.ts';
import { clip } from '../lib/well-formed.ts';
import { numberLines, splitLines } from './numbered-lines.ts';
import { fileAttributes, quoteData } from './transcript.ts';

/** Files of one question that are looked at. */
const mostFiles = 12;
/** Text of one file, and of all, that stands in the question itself; `read_file` gives the rest. */
const longestInline = 24_000;
const longestInlineInAll = 72_000;
/** Images and documents: the API takes 32 MB a request, and each of them costs tokens in every round. */
const mostMedia = 5;
const mostMediaBase64 = 20_000_000;

/** What the new messages brought, as parts of the question, and a sentence for each thing that was left out. */
export interface Attachments {
  readonly parts: readonly InputPart[];
  readonly notes: readonly string[];
}

/** Reads the files of the new messages. Throws when aborted, never for a file's fault. */
export async function attach(
  messages: readonly IncomingMessage[],
  conversation: Conversation,
  files: Files,
  signal: AbortSignal,
): Promise<Attachments> {
  const shared = distinct(messages.flatMap((message) => message.files));
  const taken = shared.slice(0, mostFiles);
  const contents = await Promise.all(taken.map((file) => files.read(file, signal)));
  const desk = createDesk();
  for (const [index, content] of contents.entries()) {
    const file = taken[index];
    if (file !== undefined) desk.put(file, content);
  }
  const extra = shared.slice(mostFiles).map((file) => file.name);
  if (extra.length > 0) {
    desk.note(`I looked at the first ${mostFiles} files only. Not read: ${names(extra)}.`);
  }
  if (!desk.hasMedia()) await putEarlierMedia(desk, conversation, files, signal);
  return desk.result();
}

/** Every file shared in the thread so far, the latest first. */
export function threadFiles(
  messages: readonly IncomingMessage[],
  conversation: Conversation,
): readonly FileRef[] {
  const earlier = conversation.messages.flatMap((message) =>
    message.role === 'person' ? message.files : [],
  );
  return distinct([...earlier, ...messages.flatMap((message) => message.files)].toReversed());
}

/**
 * "And what about this box?" asks about a picture that is no longer in the request: the transcript keeps no
 * content. So the last message that brought pictures brings them again.
 */
async function putEarlierMedia(
  desk: Desk,
  conversation: Conversation,
  files: Files,
  signal: AbortSignal,
): Promise<void> {
  const earlier = conversation.messages
    .map((message) => (message.role === 'person' ? message.files.filter(looksLikeMedia) : []))
    .findLast((media) => media.length > 0);
  for (const file of (earlier ?? []).slice(0, mostMedia)) {
    const content = await files.read(file, signal);
    if (content.kind === 'image' || content.kind === 'pdf') desk.put(file, content);
  }
}

function looksLikeMedia(file: FileRef): boolean {
  return file.mimetype.startsWith('image/') || file.mimetype === 'application/pdf';
}

interface Desk {
  put(file: FileRef, content: FileContent | FileRefused): void;
  note(sentence: string): void;
  hasMedia(): boolean;
  result(): Attachments;
}

function createDesk(): Desk {
  const parts: InputPart[] = [];
  const notes: string[] = [];
  let media = 0;
  let mediaSize = 0;
  let textSize = 0;

  function label(file: FileRef, text: string): void {
    parts.push({ type: 'text', text: `<slack_file ${fileAttributes(file)}>${text}</slack_file>` });
  }

  function putMedia(file: FileRef, content: Extract<FileContent, { base64: string }>): void {
    const { base64 } = content;
    if (media >= mostMedia || mediaSize + base64.length > mostMediaBase64) {
      label(file, 'not shown: too many or too large images and documents at once');
      notes.push(
        `I could not look at \`${file.name}\`: too many or too large images and PDF at once.`,
      );
      return;
    }
    media += 1;
    mediaSize += base64.length;
    label(file, 'the content follows');
    parts.push(
      content.kind === 'image'
        ? { type: 'image', mediaType: content.mediaType, base64 }
        : { type: 'pdf', base64, name: clip(file.name, 200) },
    );
  }

  return {
    put(file, content) {
      if (content.kind === 'refused') {
        label(file, `not readable: ${quoteData(content.why)}`);
        notes.push(`I could not use \`${file.name}\`: ${content.why}.`);
      } else if (content.kind === 'text') {
        const room = Math.min(longestInline, longestInlineInAll - textSize);
        const text = inlineText(content, room);
        textSize += text.length;
        label(file, `\n${quoteData(text)}\n`);
        notes.push(...truncation(file, content));
      } else {
        putMedia(file, content);
      }
    },
    note: (sentence) => void notes.push(sentence),
    hasMedia: () => media > 0,
    result: () => ({ parts, notes }),
  };
}

function inlineText(content: Extract<FileContent, { kind: 'text' }>, room: number): string {
  const lines = splitLines(content.text);
  const shown = numberLines(lines, 1, lines.length, Math.max(room, 500));
  const cut =
    content.truncatedBytes > 0
      ? `\n[… ${content.truncatedBytes} bytes after this are not available]`
      : '';
  if (shown.to === shown.total) return shown.text + cut;
  const rest = `lines ${shown.to + 1}–${shown.total}`;
  return `${shown.text}\n[… ${rest} of ${shown.total} are not shown; read them with read_file]${cut}`;
}

function truncation(file: FileRef, content: Extract<FileContent, { kind: 'text' }>): string[] {
  if (content.truncatedBytes === 0) return [];
  const size = Math.ceil(content.truncatedBytes / 1024).toLocaleString('en-US');
  return [
    `\`${file.name}\` is too long for me: I read its beginning, and left out the last ${size} KB.`,
  ];
}

function distinct(files: readonly FileRef[]): readonly FileRef[] {
  return [...new Map(files.map((file) => [file.id, file])).values()];
}

function names(list: readonly string[]): string {
  return list.map((name) => `\`${name}\``).join(', ');
}
