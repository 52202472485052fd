import type { Files } from '../core/file.ts';
import type { IncomingMessage } from '../core/message.ts';

/** One text that holds a schema: what a reviewer of schemas takes. */
export interface SchemaSource {
  readonly name: string;
  readonly text: string;
}

/**
 * The schema that people brought: files that look like one, DDL in code blocks, and the pasted text of
 * `/schema-review`. Empty when there is none. A file that cannot be read is left to the agent, who can say so.
 */
export async function schemaSources(
  messages: readonly IncomingMessage[],
  files: Files,
  signal: AbortSignal,
): Promise<readonly SchemaSource[]> {
  const shared = messages
    .flatMap((message) => message.files)
    .filter(({ name }) => looksLikeSchema(name));
  const read = await Promise.all(
    shared.map(async (file) => {
      const content = await files.read(file, signal);
      return content.kind === 'text' ? [{ name: file.name, text: content.text }] : [];
    }),
  );
  return [...messages.flatMap(pasted), ...read.flat()];
}

function pasted({ kind, text }: IncomingMessage): readonly SchemaSource[] {
  const blocks = [...text.matchAll(/```\w*\n?([\s\S]*?)```/g)].map(([, code = '']) => code);
  const ddl = blocks.filter(holdsDdl).join('\n');
  if (ddl !== '') return [{ name: 'pasted', text: ddl }];
  // The command's text is a schema because it was given to that command; elsewhere DDL has to show.
  return text !== '' && (kind === 'schema-review' ? holdsModel(text) : holdsDdl(text))
    ? [{ name: 'pasted', text }]
    : [];
}

function looksLikeSchema(name: string): boolean {
  return /\.(sql|ddl|prisma|dbml)$|schema\.rb$/i.test(name);
}

function holdsDdl(text: string): boolean {
  return /\b(create\s+(unlogged\s+|temp\w*\s+)?table|alter\s+table|create\s+(unique\s+)?index)\b/i.test(
    text,
  );
}

/** DDL of some kind, or one of the model languages that are not SQL. */
function holdsModel(text: string): boolean {
  return (
    holdsDdl(text) ||
    /^\s*(create|alter|model|table|comment on)\b/im.test(text) ||
    /create_table/.test(text)
  );
}
