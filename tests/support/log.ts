import type { Log, LogFields } from '../../src/lib/log.ts';

export interface Line {
  readonly message: string;
  readonly fields: LogFields;
}

export interface HeardLog {
  readonly log: Log;
  readonly lines: readonly Line[];
  /** Resolves with the fields of the first line that says this, past or future. */
  line(message: string): Promise<LogFields>;
  /** Resolves with the fields of the n-th line (from 1) that fits, past or future. */
  nth(n: number, fits: (line: Line) => boolean): Promise<LogFields>;
}

/** A log that a test can wait on: what the bot logs comes after what Slack shows. */
export function hearLog(): HeardLog {
  const lines: Line[] = [];
  const waiting = new Set<() => void>();
  const hear = (line: Line): void => {
    lines.push(line);
    for (const look of waiting) look();
  };
  const nth: HeardLog['nth'] = (n, fits) =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = lines.filter(fits)[n - 1];
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found.fields);
      };
      waiting.add(look);
      look();
    });
  return {
    log: logTo(hear, {}),
    lines,
    line: (message) => nth(1, (line) => line.message === message),
    nth,
  };
}

function logTo(hear: (line: Line) => void, base: LogFields): Log {
  const put = (fields: LogFields, message: string): void =>
    hear({ message, fields: { ...base, ...fields } });
  return {
    debug: put,
    info: put,
    warn: put,
    error: put,
    child: (fields) => logTo(hear, { ...base, ...fields }),
  };
}
