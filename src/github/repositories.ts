import {
  longestContextBytes,
  type FetchedDocument,
  type Repositories,
} from '../core/project-context.ts';
import { toError } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import { type Access, commonHeaders } from './access.ts';
import { newestCommit } from './newest-commit.ts';
import { readCapped } from './read-capped.ts';

export interface RepositoriesOptions extends Access {
  /** `owner/repo` and `owner/*`, in lower case. The token reads for everybody, so nothing else is read. */
  readonly allowed: readonly string[];
  readonly log: Log;
}

type Wish = Parameters<Repositories['read']>[0];

/** Where conventions stand, by custom. */
const customary = ['CLAUDE.md', 'AGENTS.md'];

/** A turn waits for it at most this long, and a person who sets a context does. */
const timeoutMs = 5_000;

/** Documents over GitHub's contents API: one GET each, and one for the commit that is shown to people. */
export function createRepositories(options: RepositoriesOptions): Repositories {
  return {
    async read(wish, signal) {
      const wrong = unfit(wish, options.allowed);
      if (wrong !== null) return { kind: 'refused', why: wrong };
      const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
      try {
        return await readFirst(wish, options, limit);
      } catch (thrown) {
        signal.throwIfAborted();
        const reason = toError(thrown).message;
        options.log.warn({ repository: wish.repository, reason }, 'GitHub could not be asked');
        return {
          kind: 'refused',
          why: 'GitHub gave no usable answer: it did not answer in time, or the repository has moved',
        };
      }
    },
  };
}

/** What a person may not ask for, whatever GitHub would say. */
function unfit({ repository, ref, path }: Wish, allowed: readonly string[]): string | null {
  const name = repository.toLowerCase();
  const owner = name.split('/')[0] ?? '';
  const isAllowed = allowed.includes(name) || allowed.includes(`${owner}/*`);
  if (!isAllowed || !/^[\w.-]+\/[\w.-]+$/.test(name) || /(?:^|\/)\.\.?(?:\/|$)/.test(name)) {
    return allowed.length === 0
      ? 'whoever runs me has allowed no repository (`ARCHITECT_GITHUB_REPOS`)'
      : `whoever runs me has not allowed ${repository} (\`ARCHITECT_GITHUB_REPOS\`)`;
  }
  const isPath = path === null || isPlain(path);
  return isPath && (ref === null || isPlain(ref)) ? null : 'that is no path in a repository';
}

function isPlain(path: string): boolean {
  return (
    path.length <= 300 &&
    /^[\w.\-/ @+()]+$/.test(path) &&
    path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
  );
}

async function readFirst(
  wish: Wish,
  options: RepositoriesOptions,
  signal: AbortSignal,
): Promise<FetchedDocument> {
  const paths = wish.path === null ? customary : [wish.path];
  for (const path of paths) {
    // oxlint-disable-next-line no-await-in-loop -- the first there is
    const found = await readOne({ ...wish, path }, options, signal);
    if (found !== 'not-there') return found;
  }
  const what = paths.join(' or ');
  return { kind: 'refused', why: `I find no ${what} in ${wish.repository}, or may not read it` };
}

async function readOne(
  wish: Wish & { readonly path: string },
  options: RepositoriesOptions,
  signal: AbortSignal,
): Promise<FetchedDocument | 'not-there'> {
  const { repository, ref, path, etag } = wish;
  const { apiUrl, fetch: ask = fetch } = options;
  const address = `${apiUrl}/repos/${repository}/contents/${path.split('/').map(encodeURIComponent).join('/')}`;
  const response = await ask(ref === null ? address : `${address}?ref=${encodeURIComponent(ref)}`, {
    headers: {
      ...commonHeaders(options),
      accept: 'application/vnd.github.raw+json',
      ...(etag === null ? {} : { 'if-none-match': etag }),
    },
    // A redirect would carry the token, or the question, to another place.
    redirect: 'error',
    signal,
  });
  if (response.status === 304) return { kind: 'unchanged' };
  if (response.status === 404) return 'not-there';
  if (!response.ok) return { kind: 'refused', why: refusal(response.status) };
  if (response.headers.get('content-type')?.startsWith('application/json') === true) {
    return { kind: 'refused', why: `${path} is a folder; name a file in it` };
  }
  const body = await readCapped(response, longestContextBytes);
  if ('wrong' in body) {
    const why = body.wrong === 'too-long' ? 'is longer than 32 KB' : 'is no text';
    return { kind: 'refused', why: `${path} ${why}` };
  }
  const commit = await newestCommit({ repository, ref, path }, options, signal);
  const { text } = body;
  return { kind: 'document', text, path, commit, etag: response.headers.get('etag') };
}

function refusal(status: number): string {
  if (status === 401 || status === 403) {
    return 'GitHub does not let me read it: whoever runs me has to look at `GITHUB_TOKEN`, or the rate limit is reached';
  }
  return `GitHub could not deliver it (${status})`;
}
