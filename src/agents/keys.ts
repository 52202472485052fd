/** A line that starts a front matter field: `name: x`, and the ways people write it. */
export interface KeyLine {
  /** As written. */
  readonly written: string;
  /** The canonical name of an official key, else the key as written. */
  readonly key: string;
  readonly official: boolean;
  /** What follows the colon, trimmed at its start. */
  readonly rest: string;
}

/** Reads a key at the very start of a line. Null: the line starts none. */
export function readKeyLine(line: string): KeyLine | null {
  const match = /^(["']?)([A-Za-z_][\w-]*)\1[ \t\u00A0]*:(.*)$/.exec(line);
  const [, , written, after] = match ?? [];
  if (written === undefined || after === undefined) return null;
  const canonical = canonicalKey(written);
  const spaced = after === '' || /^\s/.test(after);
  // `name:foo` is a typing slip, `https://…` and `note:this` are text.
  if (!spaced && (canonical === undefined || after.startsWith('//'))) return null;
  return {
    written,
    key: canonical ?? written,
    official: canonical !== undefined,
    rest: after.replace(/^\s+/, ''),
  };
}

/** The official spelling of a key, whatever its case and separators (`disallowed-tools`, `Name`). */
export function canonicalKey(written: string): string | undefined {
  return canonicalByFold.get(fold(written));
}

/** Whether an unofficial key may be a key at all: transcripts are full of `user: …` lines. */
export function isPlausibleKey(written: string): boolean {
  return /^[a-z_][\w-]*$/.test(written) && !transcriptWords.has(fold(written));
}

/** The keys of Claude Code's subagent files. */
const officialKeys = [
  'name',
  'description',
  'tools',
  'disallowedTools',
  'model',
  'permissionMode',
  'maxTurns',
  'skills',
  'mcpServers',
  'hooks',
  'memory',
  'background',
  'effort',
  'isolation',
  'color',
  'initialPrompt',
] as const;

const canonicalByFold: ReadonlyMap<string, string> = new Map([
  ...officialKeys.map((key): [string, string] => [fold(key), key]),
  ['allowedtools', 'tools'],
  ['colour', 'color'],
]);

const transcriptWords: ReadonlySet<string> = new Set(
  (
    'user assistant context commentary human system example examples agent ai bot claude note input output ' +
    'question answer response request result scenario situation trigger reason reasoning rationale task why when'
  ).split(' '),
);

function fold(key: string): string {
  return key.toLowerCase().replace(/[-_]/g, '');
}
