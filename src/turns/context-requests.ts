import type { Files } from '../core/file.ts';
import { isFromGuest } from '../core/message.ts';
import {
  type ContextSource,
  longestContextBytes,
  nameOfSource,
  type ProjectContext,
} from '../core/project-context.ts';
import type { RequestOf } from '../core/request.ts';
import type { Told } from '../decisions/keep.ts';
import { answering } from './answering.ts';
import type { ContextDeps } from './project-context.ts';
import type { RequestHandlers } from './requests.ts';
import type { Responding } from './responding.ts';

export interface ContextRequestDeps extends ContextDeps {
  readonly files: Files;
}

/** Sets and removes a channel's project context: answered by the host alone. */
export function createContextRequests(deps: ContextRequestDeps): RequestHandlers {
  return {
    'set-context': answering('set-context', async (turn, request) => {
      const found = await (request.repository === undefined
        ? fromFile(turn, deps)
        : fromRepository(turn, request.repository, deps));
      return 'refused' in found ? { text: refused(found.refused) } : set(turn, found, deps);
    }),
    'remove-context': answering('remove-context', async ({ claim }) => {
      const { team, channel } = claim.thread;
      const known = await deps.channels.context(team, channel);
      if (known === null) return { text: 'This channel has no project context.' };
      await deps.channels.saveContext(team, channel, null);
      return { text: `Removed: agents in this channel no longer read ${named(known.source)}.` };
    }),
  };
}

type Found =
  { readonly text: string; readonly source: ContextSource } | { readonly refused: string };

async function fromFile(
  { question, lease }: Responding,
  { files }: ContextRequestDeps,
): Promise<Found> {
  const [file] = question.messages.flatMap((message) => message.files);
  if (file === undefined) return { refused: 'no file came with it' };
  const content = await files.read(file, lease.signal);
  if (content.kind === 'refused') return { refused: content.why };
  if (content.kind !== 'text') return { refused: `\`${file.name}\` is no text` };
  const isLong =
    content.truncatedBytes > 0 || Buffer.byteLength(content.text) > longestContextBytes;
  if (isLong) return { refused: `\`${file.name}\` is longer than 32 KB` };
  return { text: content.text, source: { kind: 'file', name: file.name } };
}

async function fromRepository(
  { question, lease, reply }: Responding,
  { name, ref, path }: NonNullable<RequestOf<'set-context'>['repository']>,
  { repositories }: ContextRequestDeps,
): Promise<Found> {
  // The token is this workspace's; a guest of another one may not read with it.
  if (isFromGuest(question.last)) {
    return { refused: 'only people of this workspace may take it from a repository' };
  }
  reply.status('Asking GitHub');
  const at = { repository: name, ref: ref ?? null };
  const read = await repositories.read({ ...at, path: path ?? null, etag: null }, lease.signal);
  if (read.kind === 'refused') return { refused: read.why };
  if (read.kind === 'unchanged') return { refused: 'GitHub could not deliver it' };
  const { text, commit, etag } = read;
  const source = { kind: 'github', ...at, path: read.path, commit, etag } as const;
  return { text, source };
}

async function set(
  { claim, question }: Responding,
  { text, source }: Exclude<Found, { readonly refused: string }>,
  { channels, clock }: ContextRequestDeps,
): Promise<Told> {
  if (text.trim() === '') return { text: refused('it is empty') };
  const { team, channel } = claim.thread;
  const now = clock.now();
  const { user } = question.last;
  const context: ProjectContext = { text, source, setBy: user, setAt: now, checkedAt: now };
  await channels.saveContext(team, channel, context);
  const commit = source.kind === 'github' && source.commit !== null ? source.commit : null;
  const at = commit === null ? '' : ` at commit \`${commit.slice(0, 12)}\``;
  const fresh = source.kind === 'github' ? ' I look for a newer one every quarter of an hour.' : '';
  return {
    text: `From now on every agent that answers in this channel reads ${named(source)}${at} (${text.length.toLocaleString('en-US')} characters), follows it, and says so where it advises against it.${fresh} \`/architect context\` shows it, \`/architect context remove\` takes it away.`,
  };
}

function named(source: ContextSource): string {
  return `\`${nameOfSource(source).replace(/`/g, '')}\``;
}

function refused(why: string): string {
  return `The project context was not changed: ${why}.`;
}
