import { indexOfByte } from '../sql/bytes.ts';
import { lineCounter } from '../sql/lines.ts';
import { parse } from '../sql/parse.ts';
import { split, type Aside, type Statement } from '../sql/split.ts';
import { readPlaceholders, substituteVariables } from './psql-variables.ts';
import type { Failed, Place, Repair, Script, ScriptStatement, Skipped, Source } from './script.ts';

interface Reading {
  readonly statements: ScriptStatement[];
  readonly skipped: Skipped[];
  readonly failed: Failed[];
  readonly repairs: Repair[];
}

/** Reads files into parsed statements. What does not parse costs one statement and is told with its line. */
export function readScript(sources: readonly Source[]): Script {
  const reading: Reading = { statements: [], skipped: [], failed: [], repairs: [] };
  for (const [sourceIndex, { name, text: raw, lines }] of sources.entries()) {
    const filled = substituteVariables(raw.replaceAll('\0', ' '));
    const { text, names } = readPlaceholders(filled.text);
    const lineAt = lineCounter(text);
    const file = sources.length > 1 ? { file: name } : {};
    const place = (offset: number): Place => {
      const line = lineAt(offset);
      return { ...file, line: lines?.[line - 1] ?? line };
    };
    if (filled.substituted > 0) {
      const what = `${filled.substituted} psql variables were filled in`;
      reading.repairs.push({ ...place(0), what });
    }
    for (const placeholder of names) {
      const what = `the placeholder :${placeholder} was read as a name`;
      reading.repairs.push({ ...place(0), what });
    }
    const { statements, asides } = split(text);
    for (const aside of asides) reading.skipped.push({ ...place(aside.start), ...explain(aside) });
    for (const statement of statements) readStatement(statement, sourceIndex, place, reading);
  }
  return reading;
}

function explain(aside: Aside): { readonly kind: string; readonly why: string } {
  return aside.kind === 'psql'
    ? { kind: 'psql', why: `a command of psql, no SQL: ${aside.text.slice(0, 40)}` }
    : { kind: 'copy-data', why: 'rows are not loaded: the review is of the schema' };
}

function readStatement(
  statement: Statement,
  sourceIndex: number,
  place: (offset: number) => Place,
  reading: Reading,
): void {
  const parsed = parse(statement.text);
  if (parsed.ok) {
    for (const node of parsed.nodes) {
      const here = place(statement.start);
      const ordinal = reading.statements.length;
      reading.statements.push({
        text: statement.text,
        node,
        place: here,
        lineAt: (offset) => place(statement.start + offset).line,
        ordinal,
        sourceIndex,
      });
    }
    return;
  }
  const at = statement.start + indexOfByte(statement.text, parsed.at);
  reading.failed.push({ ...place(at), sqlstate: '42601', message: parsed.message });
  for (const piece of salvage(statement)) {
    const [node] = piece.nodes;
    if (node === undefined) continue;
    reading.repairs.push({ ...place(piece.start), what: 'read on after the error in front of it' });
    const ordinal = reading.statements.length;
    reading.statements.push({
      text: piece.text,
      node,
      place: place(piece.start),
      lineAt: (offset) => place(piece.start + offset).line,
      ordinal,
      sourceIndex,
    });
  }
}

interface Piece extends Statement {
  readonly nodes: readonly ScriptStatement['node'][];
}

/**
 * A missing semicolon or parenthesis joins statements into one that does not parse. Those that begin on a line of
 * their own with a statement's first words are given back, if they parse alone.
 */
function salvage(broken: Statement): readonly Piece[] {
  const beginnings = /^(?:create|alter|comment\s+on|grant|revoke|insert|drop|do)\b/gim;
  const starts = [...broken.text.matchAll(beginnings)].map((match) => match.index);
  const borders = [...new Set([0, ...starts]), broken.text.length];
  return borders.slice(0, -1).flatMap((start, index) => {
    const text = broken.text.slice(start, borders[index + 1]);
    return split(text, true).statements.flatMap((statement) => {
      const parsed = parse(statement.text);
      if (!parsed.ok) return [];
      const offset = broken.start + start + statement.start;
      return [{ text: statement.text, start: offset, nodes: parsed.nodes }];
    });
  });
}
