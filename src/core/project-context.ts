/** Bytes of UTF-8. Enough for any CLAUDE.md that people keep; more would be read again in every turn. */
export const longestContextBytes = 32 * 1024;

/** Where a channel's project context came from. */
export type ContextSource =
  | { readonly kind: 'file'; readonly name: string }
  | {
      readonly kind: 'github';
      /** `owner/repo`. */
      readonly repository: string;
      /** Branch, tag or commit; null: the repository's default branch. */
      readonly ref: string | null;
      readonly path: string;
      /** The newest commit that touched the file, as of the last reading; null where nobody could tell. */
      readonly commit: string | null;
      /** For asking whether there is something newer. */
      readonly etag: string | null;
    };

/** How a team works, in its own words: given to every agent that answers in the channel. */
export interface ProjectContext {
  readonly text: string;
  readonly source: ContextSource;
  /** Slack user id. */
  readonly setBy: string;
  /** Milliseconds since the epoch. */
  readonly setAt: number;
  /** When its source was last asked. */
  readonly checkedAt: number;
}

/** `owner/repo@ref:path`, as people wrote it. */
export function nameOfSource(source: ContextSource): string {
  if (source.kind === 'file') return source.name;
  const { repository, ref, path } = source;
  return `${repository}${ref === null ? '' : `@${ref}`}:${path}`;
}

/** What came of asking for a document. `why`: a fragment for a person, "I find no CLAUDE.md there". */
export type FetchedDocument =
  | {
      readonly kind: 'document';
      readonly text: string;
      readonly path: string;
      readonly commit: string | null;
      readonly etag: string | null;
    }
  /** Still what it was when it had that etag. */
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly why: string };

/**
 * Reads one document of a repository that the operator allowed. Promises: no other host is asked, no redirect is
 * followed, at most `longestContextBytes` are taken, and it ends within seconds. Never throws but when aborted.
 */
export interface Repositories {
  read(
    wish: {
      /** `owner/repo`. */
      readonly repository: string;
      readonly ref: string | null;
      /** Null: the first there is of CLAUDE.md and AGENTS.md. */
      readonly path: string | null;
      readonly etag: string | null;
    },
    signal: AbortSignal,
  ): Promise<FetchedDocument>;
}
