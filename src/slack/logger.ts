import { LogLevel, type Logger } from '@slack/web-api';
import { isError } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';

/**
 * Our log as the Slack SDKs want one. Its level is `info` whatever is asked for: at `debug` the SDKs print whole
 * payloads, people's messages and tokens included. Tokens are cut out of the rest all the same.
 */
export function slackLogger(log: Log): Logger {
  return {
    debug: () => {},
    info: (...said: readonly unknown[]) => log.info({ said: compose(said) }, 'the Slack SDK says'),
    warn: (...said: readonly unknown[]) => log.warn({ said: compose(said) }, 'the Slack SDK warns'),
    error: (...said: readonly unknown[]) =>
      log.error({ said: compose(said) }, 'the Slack SDK reports an error'),
    setLevel: () => {},
    setName: () => {},
    getLevel: () => LogLevel.INFO,
  };
}

/** Removes Slack tokens and the tickets of socket addresses. */
export function redact(text: string): string {
  return text
    .replace(/\b(xox[a-z](?:\.xox[a-z])?|xapp)-[\w-]+/gi, '$1-…')
    .replace(/([?&](?:ticket|token)=)[^&\s"']+/gi, '$1…');
}

/** Objects are left out on purpose: they may hold a request or a person's message. */
function compose(said: readonly unknown[]): string {
  return redact(said.map(plain).join(' ')).slice(0, MAX_CHARS);
}

function plain(part: unknown): string {
  if (typeof part === 'string') return part;
  if (isError(part)) return part.message;
  if (typeof part === 'number' || typeof part === 'boolean') return String(part);
  return `[${typeof part}]`;
}

const MAX_CHARS = 500;
