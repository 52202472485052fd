/** Who answers: one Markdown file, parsed. */
export interface Agent {
  /** Lower-case slug, unique in the library. Compare with `agentIdMatches`. */
  readonly id: string;
  /** The name as the file writes it. */
  readonly name: string;
  /** Whole description, `<example>` blocks included. */
  readonly description: string;
  /** Description without examples: what dispatch reads. */
  readonly routingText: string;
  /** The system prompt: the file's body. */
  readonly prompt: string;
  /** As the file says it (`sonnet`, `claude-…`), or null for the default. */
  readonly model: string | null;
  /** Tool names as the file lists them; null when it names none (then it gets the bot's defaults). Never a grant. */
  readonly tools: readonly string[] | null;
  readonly color?: string;
  /** Path of the file, relative to the agents' folder. */
  readonly file: string;
  readonly status: 'loaded' | 'recovered';
  readonly warnings: readonly string[];
}

export interface LoadReport {
  readonly agents: readonly Agent[];
  /** Files that are no agents: README.md, no front matter, names starting with `_` or `.`. */
  readonly skipped: readonly { readonly file: string; readonly why: string }[];
  readonly failed: readonly {
    readonly file: string;
    readonly line?: number;
    readonly why: string;
  }[];
}

/**
 * The agents as they are now. Promises: `list` never throws and never blocks (the last good state); a file that
 * stops parsing keeps its last good version. The caller asks again each turn and keeps no reference.
 */
export interface AgentLibrary {
  list(): readonly Agent[];
  get(id: string): Agent | undefined;
  report(): LoadReport;
}

/** Case- and separator-insensitive, as Claude Code compares names: "Schema Reviewer" is "schema-reviewer". */
export function agentIdMatches(id: string, name: string): boolean {
  return fold(id) === fold(name);
}

function fold(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
