import type { WebClient } from '@slack/web-api';
import type { FileContent, FileRefused, Files } from '../../core/file.ts';
import type { FileRef } from '../../core/message.ts';
import { toError } from '../../lib/errors.ts';
import type { Log } from '../../lib/log.ts';
import { redact } from '../logger.ts';
import { createAllowedHost } from './allowed-host.ts';
import { createCache } from './cache.ts';
import { download, type Failure } from './download.ts';
import { limitOf, readContent } from './content.ts';
import { locate } from './locate.ts';

export interface SlackFilesOptions {
  readonly token: string;
  readonly apiUrl: string;
  /** For files of another company's workspace, whose address is not in the message. */
  readonly lookup: WebClient;
  readonly log: Log;
  readonly fetch?: typeof fetch;
  /** A download that takes longer is given up. */
  readonly timeoutMs?: number;
}

/**
 * Files that people shared in Slack. A file is downloaded once while the cache holds it: a file with an id never
 * changes in Slack, and a follow-up reads it again.
 */
export function createSlackFiles(options: SlackFilesOptions): Files {
  const { token, lookup, log, timeoutMs = TIMEOUT_MS } = options;
  const isAllowed = createAllowedHost(options.apiUrl);
  const cache = createCache<FileContent>(CACHE_BYTES);

  async function fetchFile(file: FileRef, signal: AbortSignal): Promise<FileContent | FileRefused> {
    const located = await locate(file, lookup);
    if ('failed' in located) return refuse(FAILURES[located.failed]);
    const got = await download(located.url, {
      token,
      isAllowed,
      fetch: options.fetch ?? fetch,
      limitFor: limitOf,
      signal,
    });
    return 'failed' in got ? refuse(FAILURES[got.failed]) : readContent(got, file);
  }

  return {
    async read(file, signal) {
      signal.throwIfAborted();
      const known = cache.get(file.id);
      if (known !== undefined) return known;
      const timeout = AbortSignal.timeout(timeoutMs);
      try {
        const content = await fetchFile(file, AbortSignal.any([signal, timeout]));
        if (content.kind !== 'refused') cache.set(file.id, content, bytesOf(content));
        return content;
      } catch (thrown) {
        signal.throwIfAborted();
        const reason = redact(toError(thrown).message);
        log.warn({ file: file.id, reason, timedOut: timeout.aborted }, 'could not download a file');
        return refuse(timeout.aborted ? 'it took too long to download' : FAILURES.server);
      }
    },
  };
}

function refuse(why: string): FileRefused {
  return { kind: 'refused', why };
}

function bytesOf(content: FileContent): number {
  return content.kind === 'text' ? content.text.length * 2 : content.base64.length;
}

const FAILURES: Readonly<Record<Failure, string>> = {
  host: 'it is not stored in Slack, and I open only what Slack stores',
  forbidden: 'Slack does not let me read it: I am missing files:read, or the right to see it',
  gone: 'it is not there any more',
  server: 'Slack could not deliver it just now',
  redirects: 'Slack could not deliver it just now',
};

/** Under a second for what fits the limits; a stuck transfer must not eat the time of the answer. */
const TIMEOUT_MS = 20_000;

/** A handful of documents. */
const CACHE_BYTES = 32 * 1024 * 1024;
