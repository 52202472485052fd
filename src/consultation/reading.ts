import type { Files } from '../core/file.ts';
import { splitLines } from './numbered-lines.ts';

/** What was read of the thread's files while an answer was made, by whichever way. */
export interface Reading {
  readonly files: Files;
  /** Each text file that was read. */
  texts(): readonly FileText[];
  /** Names of pictures and documents that only the model can read: nothing can be traced in them. */
  media(): readonly string[];
}

export interface FileText {
  readonly name: string;
  readonly text: string;
  /** Null where the end was not downloaded. */
  readonly lines: number | null;
}

/** Files that remember what was read of them: a source that is cited must be among it. */
export function watchReading(files: Files): Reading {
  const texts = new Map<string, FileText>();
  const media = new Map<string, string>();
  return {
    files: {
      async read(file, signal) {
        const content = await files.read(file, signal);
        if (content.kind === 'text') {
          const lines = content.truncatedBytes > 0 ? null : splitLines(content.text).length;
          texts.set(file.id, { name: file.name, text: content.text, lines });
        } else if (content.kind !== 'refused') media.set(file.id, file.name);
        return content;
      },
    },
    texts: () => [...texts.values()],
    media: () => [...media.values()],
  };
}
