import { loadModule, parseSync, hasSqlDetails, type Node } from 'libpg-query';
import { toError } from '../../../lib/errors.ts';

export type Parsed =
  | { readonly ok: true; readonly nodes: readonly Node[] }
  | {
      readonly ok: false;
      readonly message: string;
      /** Offset in the text. */ readonly at: number;
    };

/** Loads PostgreSQL's own grammar; once is enough, again does no harm. */
export async function loadParser(): Promise<void> {
  await loadModule();
}

/** Parses with the grammar of PostgreSQL 18. Needs `loadParser` first. A NUL byte would end the text silently. */
export function parse(text: string): Parsed {
  try {
    const { stmts = [] } = parseSync(text.replaceAll('\0', ' '));
    const nodes = stmts.map((raw) => raw.stmt).filter((stmt) => stmt !== undefined);
    return { ok: true, nodes };
  } catch (thrown) {
    const error = toError(thrown);
    const position = hasSqlDetails(error) ? (error.sqlDetails?.cursorPosition ?? 0) : 0;
    return { ok: false, message: error.message, at: Math.max(0, position - 1) };
  }
}

/** The kind of a node, as its only key: "CreateStmt". */
export function kindOf(node: Node): string {
  return Object.keys(node)[0] ?? 'nothing';
}
