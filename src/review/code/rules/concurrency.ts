import type { SgNode } from '@ast-grep/napi';
import type { Hit } from '../finding.ts';
import { all, functionsOf, type Snippet } from '../snippet.ts';

/** Read, compute, write back: two callers at once lose one of the changes. */
export function readModifyWrite(snippet: Snippet): readonly Hit[] {
  return functionsOf(snippet).flatMap((at): readonly Hit[] => {
    const text = withoutComments(at, snippet);
    const change = changedInPlace(text) ?? changedOnWrite(text) ?? changedInSql(text);
    if (change === null) return [];
    const { piece, what, field } = change;
    return [
      {
        id: 'code.read_modify_write',
        severity: 'warn',
        at: nodeWith(at, piece, snippet),
        reason: `${what} is read, changed here and written back: two callers at once lose one of the changes.`,
        remedy: `Let the database do it (\`UPDATE … SET ${field} = ${field} + …\`), lock the row (\`SELECT … FOR UPDATE\`), or compare a version on write.`,
      },
    ];
  });
}

interface Changed {
  /** The text that changes it. */
  readonly piece: string;
  readonly what: string;
  readonly field: string;
}

const READ = '(find|get|load|select|fetch|query|first|read|one)';
const WRITES =
  /(\.|->)(save|update|set|put|persist|merge|write|store|exec|execute|query|commit|flush)\w*\(|\bUPDATE\b|\.save!?\b/i;

/** `account.balance -= amount`, `p.setStock(p.getStock() - n)`, and a write after it. */
function changedInPlace(text: string): Changed | null {
  const changed =
    /\b\$?(\w+)(?:\.|->)(\w+)\s*(?:[-+*]=|=\s*\$?\1(?:\.|->)\2\s*[-+*]|(?:\+\+|--))/.exec(text) ??
    /\b(\w+)\.set(\w+)\(\s*\1\.get\2\(\)\s*[-+*]/.exec(text);
  const [piece, variable, field] = changed ?? [];
  if (changed === null || piece === undefined || variable === undefined || field === undefined)
    return null;
  const [before, after] = [text.slice(0, changed.index), text.slice(changed.index + 1)];
  if (isGuardedBy(text) || !isReadInto(variable, before) || !WRITES.test(after)) return null;
  return { piece, what: `${variable}.${field}`, field };
}

/** `update({ data: { balance: account.balance - amount } })`, `save(account.copy(balance = account.balance - amount))`. */
function changedOnWrite(text: string): Changed | null {
  const changed = /\b(\w+)\s*[:=]\s*(\w+)\.\1\s*[-+*](?!=)/i.exec(text);
  const [piece, field, variable] = changed ?? [];
  if (changed === null || piece === undefined || variable === undefined || field === undefined)
    return null;
  const before = text.slice(0, changed.index);
  const isWritten = /\.(update|save|set|put|upsert|patch)\w*\([^;]*$/i.test(before);
  // An increment of something else in the same function is no guard of this.
  const isGuarded = isGuardedBy(text.replaceAll(/\bincrement\b/g, ''));
  if (isGuarded || !isWritten || !isReadInto(variable, before)) return null;
  return { piece, what: `${variable}.${field}`, field };
}

/** `SELECT balance …`, arithmetic on it, `UPDATE … SET balance = $1`. */
function changedInSql(text: string): Changed | null {
  const changed = /\bupdate\s+[\w."]+\s+set\s+(\w+)\s*=\s*(?:\$\d|\?|%s|:\w+)/i.exec(text);
  const [piece, field] = changed ?? [];
  if (changed === null || piece === undefined || field === undefined || isGuardedBy(text))
    return null;
  const before = text.slice(0, changed.index);
  const isRead = new RegExp(`\\bselect\\b[^;]*\\b${field}\\b[^;]*\\bfrom\\b`, 'i').test(before);
  const isComputed = new RegExp(`\\b${field}\\b["'\\])]*\\s*[-+*]=?\\s*[\\w$]`, 'i').test(text);
  return isRead && isComputed ? { piece, what: field, field } : null;
}

function isReadInto(variable: string, before: string): boolean {
  return new RegExp(`\\b${variable}\\b[^\\n]{0,20}(:?=)[^\\n]*${READ}`, 'i').test(before);
}

function isGuardedBy(text: string): boolean {
  return guarded.test(text) || /\b(?:models\.)?F\(['"]|\bWATCH\b/.test(text);
}

/** Also `findByIdForUpdate`, `[ConcurrencyCheck]`, `DbUpdateConcurrencyException`. */
const guarded =
  /for_?\s*update|\block|_lock\b|withLock|mutex|semaphore|synchronized|\b(?:row)?version|atomic|increment|serializable|compareAndSet|optimistic|pessimistic|concurrency|interlocked/i;

/** A transaction that is begun by hand and not undone on every way out. */
export function openTransactions(snippet: Snippet): readonly Hit[] {
  return functionsOf(snippet).flatMap((at): readonly Hit[] => {
    const text = withoutComments(at, snippet);
    const begun =
      /\b([bB]eginTransaction(?:Async)?|startTransaction|BeginTx|autoCommit\s*=\s*false|setAutoCommit\(false\)|\.begin\(\)|\.Begin\(\)|begin_transaction)|['"`]BEGIN\b/.exec(
        text,
      );
    if (begun === null || /rollback/i.test(text)) return [];
    // A response begins, too.
    if (/^\.begin\(/i.test(begun[0]) && !/commit|\btx\b|transaction/i.test(text)) return [];
    // A block that commits or rolls back by itself.
    if (
      /\bwith\s+[^\n:]*begin\(|transaction\s*\(\s*(async|function|\(|\w+\s*=>)|defer\s|using\s|\.use\s*\{|transaction\s+do/.test(
        text,
      )
    )
      return [];
    return [
      {
        id: 'code.open_transaction',
        severity: 'error',
        at: nodeWith(at, begun[0], snippet),
        reason:
          'A transaction is begun and no way out rolls it back: after an error it stays open, with its locks and its connection.',
        remedy:
          'Use the library’s transaction block, or roll back in finally (Go: `defer tx.Rollback()`).',
      },
    ];
  });
}

/** Several writes that belong together, without a transaction around them. */
export function writesApart(snippet: Snippet): readonly Hit[] {
  return functionsOf(snippet).flatMap((at): readonly Hit[] => {
    const text = withoutComments(at, snippet);
    const writes =
      text.match(
        /\b(INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM)\b|(?<=["'`;(]\s*)(insert\s+into|update\s+\w+\s+set|delete\s+from)\b/g,
      ) ?? [];
    if (isWithinTransaction(at)) return [];
    const orm =
      text.match(
        /\.SaveChanges(?:Async)?\(|\b(\w*[rR]epo(sitory)?|prisma\.\w+|em|session|entityManager)\.(save|create|update|delete|insert|persist|remove|add|upsert)\(/g,
      ) ?? [];
    if (
      writes.length + orm.length < 2 ||
      /transaction|begin|atomic|\btx\b|\btrx\b|unit_?of_?work|autocommit|commit/i.test(text)
    )
      return [];
    return [
      {
        id: 'code.writes_apart',
        severity: 'warn',
        at: nodeWith(at, writes[1] ?? orm[1] ?? orm[0] ?? writes[0] ?? '', snippet),
        reason: `${writes.length + orm.length} writes follow each other without a transaction that can be seen here: a crash between them leaves half of the change.`,
        remedy:
          'Put what belongs together into one transaction, or make each step repeatable and record how far it came.',
      },
    ];
  });
}

/** `@Transactional class …` holds for each method. */
function isWithinTransaction(node: SgNode): boolean {
  return node
    .ancestors()
    .some((up) => /class/.test(String(up.kind())) && /^[^{]*@Transactional\b/.test(up.text()));
}

/** The text with comments blanked out, so that positions in it still hold. */
function withoutComments(node: SgNode, { grammar }: Snippet): string {
  let text = node.text();
  let from = 0;
  for (const comment of all(node, grammar.comments)) {
    const at = text.indexOf(comment.text(), from);
    if (at < 0) continue;
    const blank = comment.text().replaceAll(/[^\n]/g, ' ');
    text = text.slice(0, at) + blank + text.slice(at + blank.length);
    from = at + blank.length;
  }
  return text;
}

/** The smallest node that holds a piece of the text. */
function nodeWith(node: SgNode, piece: string, snippet: Snippet): SgNode {
  if (snippet.grammar.comments.includes(String(node.kind()))) return node;
  const within = node
    .children()
    .find(
      (child) =>
        !snippet.grammar.comments.includes(String(child.kind())) && child.text().includes(piece),
    );
  return within === undefined || piece === '' ? node : nodeWith(within, piece, snippet);
}
