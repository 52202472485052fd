import { indexOfByte } from '../../schema/sql/bytes.ts';
import { lineCounter } from '../../schema/sql/lines.ts';
import { parse } from '../../schema/sql/parse.ts';
import { split } from '../../schema/sql/split.ts';
import { fillLimits } from './fill-limits.ts';
import { gate } from './gate.ts';
import { numberPlaceholders } from './placeholders.ts';
import type { Query } from './query.ts';

/** Reads pasted queries. Needs `loadParser` first. What cannot be read is a refusal with its line, never lost. */
export function readQueries(text: string): readonly Query[] {
  const clean = text.replaceAll('\0', ' ');
  const lineAt = lineCounter(clean);
  return split(clean).statements.map((statement, index) =>
    readQuery(statement.text, { number: index + 1, line: lineAt(statement.start) }),
  );
}

/** Reads one statement that stands at a line. */
export function readQuery(
  text: string,
  { number, line }: { readonly number: number; readonly line: number },
): Query {
  const numbered = numberPlaceholders(withoutExplain(text));
  const first = gate(parse(numbered.sql));
  const filled =
    first.kind === 'query'
      ? fillLimits(numbered.sql, first.node)
      : { sql: numbered.sql, assumptions: [] };
  const reading = filled.sql === numbered.sql ? first : gate(parse(filled.sql));
  const lines = lineCounter(filled.sql);
  const spliceLines = lineCounter(text);
  return {
    number,
    text,
    sql: filled.sql,
    line,
    lineAt: (byte = 0) => line - 1 + lines(indexOfByte(filled.sql, byte)),
    placeholders: numbered.names,
    spliced: numbered.spliced.map((one) => ({
      text: one.text,
      line: line - 1 + spliceLines(one.offset),
    })),
    assumptions: [
      ...(numbered.names.length === 0 ? [] : [unknownValues(numbered.names)]),
      ...filled.assumptions,
    ],
    reading,
  };
}

/** People paste what they ran: `EXPLAIN (ANALYZE, BUFFERS) SELECT …`. The words go, the lines stay. */
function withoutExplain(text: string): string {
  return text.replace(/^\s*explain\b(?:\s*\([^)]*\)|\s+(?:analyze|verbose)\b)*/i, (words) =>
    words.replace(/[^\n]/g, ' '),
  );
}

function unknownValues(names: readonly string[]): string {
  const listed = names.map((name, at) => (name === `$${at + 1}` ? name : `${name} as $${at + 1}`));
  return `${listed.join(', ')}: planned for any value, as a prepared statement is (GENERIC_PLAN); a frequent value may fare worse`;
}
