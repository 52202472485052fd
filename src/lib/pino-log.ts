import { destination as fileDescriptor, pino, stdTimeFunctions } from 'pino';
import type { DestinationStream, Logger } from 'pino';
import type { Log, LogFields } from './log.ts';
import { createRedact } from './redact.ts';
import type { Redact } from './redact.ts';

export interface PinoLogOptions {
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** The bot logs to stdout; a command keeps stdout for its result and logs to stderr. */
  readonly to: 'stdout' | 'stderr' | DestinationStream;
  /** Values that must not appear, whatever they look like. */
  readonly secrets?: readonly string[];
}

/**
 * One JSON object a line: `level` as a word, `time` in ISO 8601, `msg`, and the fields. Written synchronously, so that
 * the line that explains a crash is there. Every field and message goes through redaction first.
 */
export function createPinoLog({ level, to, secrets }: PinoLogOptions): Log {
  const options = {
    level,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return adapt(pino(options, stream(to)), createRedact(secrets));
}

function stream(to: PinoLogOptions['to']): DestinationStream {
  if (to === 'stdout') return fileDescriptor({ fd: 1, sync: true });
  if (to === 'stderr') return fileDescriptor({ fd: 2, sync: true });
  return to;
}

function adapt(logger: Logger, redact: Redact): Log {
  const at = (level: 'debug' | 'info' | 'warn' | 'error') => {
    return (fields: LogFields, message: string) => {
      if (logger.isLevelEnabled(level)) logger[level](redact(fields), String(redact(message)));
    };
  };
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: (fields) => adapt(logger.child(plain(redact(fields))), redact),
  };
}

function plain(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
