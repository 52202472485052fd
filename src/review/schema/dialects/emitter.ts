import type { Source } from '../load/script.ts';

/** Collects translated lines, each with the line of the original that it stands for. */
export interface Emitter {
  emit(originalLine: number, text: string): void;
  source(name: string): Source;
}

export function createEmitter(): Emitter {
  const texts: string[] = [];
  const lines: number[] = [];
  return {
    emit(originalLine, text) {
      for (const part of text.split('\n')) {
        texts.push(part);
        lines.push(originalLine);
      }
    },
    source: (name) => ({ name, text: texts.join('\n'), lines }),
  };
}
