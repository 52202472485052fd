import { type SchemaSource, schemaSources } from '../consultation/schema-sources.ts';
import type { Files } from '../core/file.ts';
import { ignoredIn } from '../review/schema/script/ignored.ts';
import type { Responding } from './responding.ts';

/** The newest schema that people brought in this thread; empty when they brought none. */
export async function newestSchema(
  { claim, question, lease }: Responding,
  files: Files,
): Promise<readonly SchemaSource[]> {
  const { conversation, thread } = claim;
  const before = conversation.messages.flatMap((message) =>
    // What began the thread may be the pasted text of the command, in whatever language.
    message.role === 'person'
      ? [{ ...message, kind: message.ts === thread.ts ? 'schema-review' : 'mention' } as const]
      : [],
  );
  const newestFirst = [...before, ...question.all].toReversed();
  for (const message of newestFirst) {
    if (ignoredIn([message.text]).length > 0) continue;
    // oxlint-disable-next-line no-await-in-loop -- mostly the first; no file is read that is not needed
    const sources = await schemaSources([message], files, lease.signal);
    if (sources.length > 0) return sources;
  }
  return [];
}

/** The lines with which people of this thread silenced findings. */
export function ignoredHere({ claim, question }: Responding): readonly string[] {
  const before = claim.conversation.messages.filter(({ role }) => role === 'person');
  return ignoredIn([...before, ...question.all].map(({ text }) => text));
}
