import type { SgNode } from '@ast-grep/napi';
import type { CodeFinding, Hit } from './finding.ts';
import type { Language } from './languages.ts';
import { callsInLoops } from './rules/calls-in-loops.ts';
import { openTransactions, readModifyWrite, writesApart } from './rules/concurrency.ts';
import { missingAwaits, swallowedErrors } from './rules/errors-and-awaits.ts';
import { forgottenTasks } from './rules/forgotten-tasks.ts';
import { missingTimeouts, secretsInCode } from './rules/secrets-and-timeouts.ts';
import { sqlFromStrings } from './rules/sql-from-strings.ts';
import { lineOf, type Snippet, snippetOf } from './snippet.ts';

const rules: readonly ((snippet: Snippet) => readonly Hit[])[] = [
  sqlFromStrings,
  secretsInCode,
  openTransactions,
  callsInLoops,
  readModifyWrite,
  writesApart,
  missingAwaits,
  forgottenTasks,
  swallowedErrors,
  missingTimeouts,
];

/** What the rules see in a parsed piece of code, by severity and line, each place once for each rule. */
export function reviewSnippet(
  language: Language,
  root: SgNode,
  text: string,
): readonly CodeFinding[] {
  const snippet = snippetOf(language, root);
  const lines = text.split('\n');
  const hits = rules
    .flatMap((rule) => rule(snippet))
    .map(({ at, ...hit }) => ({ ...hit, line: lineOf(at) }));
  const secret = new Set(
    hits.filter(({ id }) => id === 'code.secret_in_code').map(({ line }) => line),
  );
  const found = hits.map((hit) => {
    const code = (lines[hit.line - 1] ?? '').trim();
    return { ...hit, code: clipped(secret.has(hit.line) ? withoutTexts(code) : code) };
  });
  const once = new Map(found.map((finding) => [`${finding.id}:${finding.line}`, finding]));
  const rank = { error: 0, warn: 1, info: 2 };
  return [...once.values()].toSorted(
    (a, b) => rank[a.severity] - rank[b.severity] || a.line - b.line,
  );
}

/** A secret is shown by its place, never by its value, whichever rule speaks of the line. */
function withoutTexts(code: string): string {
  return code.replaceAll(/(["'`])(?:\\.|(?!\1).)*(?:\1|$)/g, '$1…$1');
}

function clipped(code: string): string {
  return code.length <= 160 ? code : `${code.slice(0, 159)}…`;
}

/** Where the grammar could not make sense of the text; empty when all of it parses. Lines counted from 1. */
export function syntaxErrors(root: SgNode): readonly number[] {
  // What a grammar puts in by itself to go on (a bracket, a semicolon) has no text: the mistake is as real.
  const put = root.findAll({ rule: { regex: '^$' } }).filter((node) => node.isLeaf());
  const lines = [...root.findAll({ rule: { kind: 'ERROR' } }), ...put].map(lineOf);
  return [...new Set(lines)].toSorted((a, b) => a - b);
}
