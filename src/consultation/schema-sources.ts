import type { Files } from '../core/file.ts';
import type { IncomingMessage } from '../core/message.ts';
import { earlierOf } from './versions.ts';

/** One text that holds a schema: what a reviewer of schemas takes. */
export interface SchemaSource {
  readonly name: string;
  readonly text: string;
  /** How much of its end was too much to read. */
  readonly truncatedBytes?: number;
}

/** A message, new or of the transcript, as far as it may bring a schema. */
type Brought = Pick<IncomingMessage, 'kind' | 'text' | 'files'>;

/**
 * The schema that people brought: files that look like one, DDL in code blocks, and the pasted text of
 * `/schema-review`. Empty when there is none. A file that cannot be read is left to the agent, who can say so.
 */
export async function schemaSources(
  messages: readonly Brought[],
  files: Files,
  signal: AbortSignal,
): Promise<readonly SchemaSource[]> {
  const shared = messages
    .flatMap((message) => message.files)
    .filter(({ name }) => looksLikeSchema(name));
  const read = await Promise.all(
    shared.map(async (file) => {
      const content = await files.read(file, signal);
      if (content.kind !== 'text') return [];
      const { text, truncatedBytes } = content;
      return [{ name: file.name, text, truncatedBytes }];
    }),
  );
  return [...messages.flatMap(pasted), ...read.flat()];
}

/**
 * Two schemas that are named as a before and an after (`old.sql` and `new.sql`, "Before:" above a code block) are a
 * change; anything else is one schema in parts.
 */
export function asVersions(sources: readonly SchemaSource[]): {
  readonly before?: readonly SchemaSource[];
  readonly sources: readonly SchemaSource[];
} {
  const [one, two] = sources;
  if (sources.length !== 2 || one === undefined || two === undefined) return { sources };
  const earlier = earlierOf(one.name, two.name);
  if (earlier === null) return { sources };
  return earlier === 0 ? { before: [one], sources: [two] } : { before: [two], sources: [one] };
}

function pasted({ kind, text }: Brought): readonly SchemaSource[] {
  const blocks = [...text.matchAll(/([^\n]*)\n?```\w*\n?([\s\S]*?)```/g)]
    .map(([, label = '', code = '']) => ({ name: label, text: code }))
    .filter((block) => holdsDdl(block.text));
  if (asVersions(blocks).before !== undefined) return blocks;
  const ddl = blocks.map((block) => block.text).join('\n');
  if (ddl !== '') return [{ name: 'pasted', text: ddl }];
  // The command's text is a schema because it was given to that command; elsewhere DDL has to show.
  if (kind === 'schema-review') return holdsModel(text) ? [{ name: 'pasted', text }] : [];
  const bare = bareStatements(text);
  return bare === null ? [] : [{ name: 'pasted', text: bare }];
}

/**
 * The statements in a message that sets none apart: "is this fine? create table t (id int); thanks". To its last
 * semicolon and the comments behind it, else to its last bracket. "Shall we create table partitions?" holds none.
 */
function bareStatements(text: string): string | null {
  const first = text.search(bareDdl);
  if (first < 0) return null;
  const before = text.slice(0, first).search(scriptLine);
  const rest = text.slice(before < 0 ? first : before).trimStart();
  const end = rest.lastIndexOf(';') + 1 || rest.lastIndexOf(')') + 1 || rest.length;
  const [comments = ''] = /^(?:\s*--[^\n]*)+/.exec(rest.slice(end)) ?? [];
  return rest.slice(0, end) + comments;
}

/** What a script has above its first table: types, settings, comments. */
const scriptLine =
  /^[ \t]*(?:--|\/\*|begin;|set \w+ ?(?:=|to )|drop table|create (?:or replace )?(?:type|extension|schema|domain|sequence|function)\b)/im;

/** The beginning of a statement, far enough to be no sentence. */
const bareDdl = new RegExp(
  [
    String.raw`\bcreate\s+(?:unlogged\s+|temp\w*\s+)?table\s+(?:if\s+not\s+exists\s+)?["\x60[\w.\]]+\s*\(`,
    String.raw`\balter\s+table\s+(?:only\s+|if\s+exists\s+)*["\x60[\w.\]]+\s+(?:add|drop|alter|rename|set|validate|attach|detach|modify|change)\b`,
    String.raw`\bcreate\s+(?:unique\s+)?index\s+(?:concurrently\s+)?(?:if\s+not\s+exists\s+)?["\w.]*\s*\bon\s+["\w.]+\s*(?:using\s+\w+\s*)?\(`,
  ].join('|'),
  'i',
);

function looksLikeSchema(name: string): boolean {
  return /\.(sql|ddl|prisma|dbml)$|schema\.rb$/i.test(name);
}

/** Whether a text creates or changes tables or indexes. */
export function holdsDdl(text: string): boolean {
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
