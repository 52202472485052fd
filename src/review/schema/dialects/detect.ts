import type { Source } from '../load/script.ts';
import type { Dialect } from './dialect.ts';

/** Tells the dialect by what only one of them writes. The name of the file decides where the text does not. */
export function detectDialect(sources: readonly Source[]): Dialect {
  const text = sources.map((source) => source.text).join('\n');
  const names = sources.map((source) => source.name);
  if (
    names.some((name) => name.endsWith('.prisma')) ||
    /^\s*(datasource|generator)\s+\w+\s*\{/m.test(text)
  )
    return 'prisma';
  if (/ActiveRecord::(Schema|Migration)|^\s*create_table\s+["':]/m.test(text)) return 'rails';
  if (
    names.some((name) => name.endsWith('.dbml')) ||
    /^\s*Table\s+[\w."]+(\s+as\s+\w+)?\s*(\[[^\]]*\]\s*)?\{/m.test(text)
  )
    return 'dbml';
  const code = text.replace(/'(?:[^']|'')*'/g, "''");
  const scores = marks.map(([dialect, patterns]) => ({
    dialect,
    score:
      patterns.filter((pattern) => pattern.test(code)).length +
      (names.some((name) => nameHints[dialect]?.test(name)) ? 3 : 0) +
      (dialect === 'sqlite' && SQLITE_ALONE.test(code) ? 3 : 0),
  }));
  const best = scores.toSorted((a, b) => b.score - a.score)[0];
  return best === undefined || best.score === 0 ? 'postgres' : best.dialect;
}

/** People say in the name of the file what it is for. */
const nameHints: Readonly<Partial<Record<Dialect, RegExp>>> = {
  postgres: /postgres|pgsql|psql|(^|[/._-])pg([/._-]|$)/i,
  mysql: /mysql/i,
  mariadb: /mariadb/i,
  sqlite: /sqlite/i,
  sqlserver: /mssql|sqlserver|tsql/i,
};

/** SQLite reads backticks and `unsigned` as well as MySQL does; these MySQL does not read. */
const SQLITE_ALONE = /\bAUTOINCREMENT\b|\bWITHOUT\s+ROWID\b/i;

const marks: readonly (readonly [Dialect, readonly RegExp[]])[] = [
  [
    'postgres',
    [
      /\bCREATE\s+EXTENSION\b/i,
      /\$\$/,
      /\b(big)?serial\b/i,
      /\b(jsonb|timestamptz|uuid|bytea|tsvector)\b/i,
      /GENERATED\s+(ALWAYS|BY DEFAULT)\s+AS\s+IDENTITY/i,
      /\bPL\/?pgSQL\b/i,
      /::\w+/,
      /\bnextval\b/i,
      /^\\(connect|restrict|set|i)\b/m,
    ],
  ],
  [
    'mariadb',
    [/MariaDB/i, /\bCREATE\s+SEQUENCE\b[^;]*\bNOCACHE\b/i, /\b(uuid|inet6)\b[^;]*ENGINE\s*=/i],
  ],
  [
    'mysql',
    [
      /ENGINE\s*=\s*\w+/i,
      /\bAUTO_INCREMENT\b/i,
      /`\w+`/,
      /\bunsigned\b/i,
      /\b(tiny|medium|long)(int|text|blob)\b/i,
      /ON\s+UPDATE\s+CURRENT_TIMESTAMP/i,
      /^\s*(UNIQUE\s+)?KEY\s+[`\w]+\s*\(/im,
      /\bCHARSET\s*=/i,
      /\bENUM\s*\(/i,
    ],
  ],
  [
    'sqlite',
    [
      /\bAUTOINCREMENT\b/i,
      /\bPRAGMA\b/i,
      /\bWITHOUT\s+ROWID\b/i,
      /sqlite_/i,
      /\)\s*STRICT\s*;/i,
      /\bDATETIME\s+DEFAULT\s+\(?(datetime|CURRENT_TIMESTAMP)/i,
    ],
  ],
  [
    'sqlserver',
    [
      /^\s*GO\s*$/im,
      /\bIDENTITY\s*\(\s*\d+\s*,\s*\d+\s*\)/i,
      /\bNVARCHAR\b/i,
      /\[dbo\]|\bdbo\./i,
      /\bUNIQUEIDENTIFIER\b/i,
      /\bDATETIME2\b/i,
      /\bCLUSTERED\b/i,
      /\[\w+\]\s+\[?\w+\]?/,
    ],
  ],
];
