import type { Log, LogFields } from '../../src/lib/log.ts';

interface Line {
  readonly message: string;
  readonly fields: LogFields;
}

export interface HeardLog {
  readonly log: Log;
  /** Resolves with the fields of the first line that says this, past or future. */
  line(message: string): Promise<LogFields>;
}

/** A log that a test can wait on: what the bot logs comes after what Slack shows. */
export function hearLog(): HeardLog {
  const lines: Line[] = [];
  const waiting = new Set<(line: Line) => void>();
  const hear = (line: Line): void => {
    lines.push(line);
    for (const tell of waiting) tell(line);
  };
  return {
    log: logTo(hear, {}),
    line: (message) =>
      new Promise((resolve) => {
        const tell = (line: Line): void => {
          if (line.message !== message) return;
          waiting.delete(tell);
          resolve(line.fields);
        };
        waiting.add(tell);
        const past = lines.find((line) => line.message === message);
        if (past !== undefined) tell(past);
      }),
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
