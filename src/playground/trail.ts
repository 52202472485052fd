import { z } from 'zod';
import type { Log } from '../lib/log.ts';
import { createPinoLog } from '../lib/pino-log.ts';
import type { LogLine } from './wire.ts';

/** What the bot in this process logs: kept for the page's drawer, and for the terminal where it matters. */
export interface Trail {
  readonly log: Log;
  /** The last lines, oldest first. */
  recent(): readonly LogLine[];
  /** Returns the function that ends the subscription. */
  onLine(listener: (line: LogLine) => void): () => void;
  /** From now on warnings go to the terminal; those of the start are what the page's own line says already. */
  ready(): void;
}

const levels = ['debug', 'info', 'warn', 'error'] as const;

const written = z.looseObject({ time: z.string(), level: z.enum(levels), msg: z.string() });

export function createTrail(options: {
  readonly level: string | undefined;
  readonly warn: (line: string) => void;
}): Trail {
  const lines: LogLine[] = [];
  const listeners = new Set<(line: LogLine) => void>();
  const shown = levels.findIndex((level) => level === (options.level ?? 'warn'));
  let isReady = options.level !== undefined;
  let count = 0;

  const write = (text: string): void => {
    const { time, level, msg, ...fields } = written.parse(JSON.parse(text));
    const line: LogLine = { n: count++, at: Date.parse(time), level, message: msg, fields };
    lines.push(line);
    if (lines.length > KEPT) lines.shift();
    for (const listener of listeners) listener(line);
    const matters = shown >= 0 && levels.indexOf(level) >= shown;
    if (matters && isReady) options.warn(`${level}: ${msg} ${JSON.stringify(fields)}`);
  };

  return {
    log: createPinoLog({ level: options.level === 'debug' ? 'debug' : 'info', to: { write } }),
    recent: () => lines,
    onLine(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ready() {
      isReady = true;
    },
  };
}

/** Some hours of trying things out. */
const KEPT = 500;
