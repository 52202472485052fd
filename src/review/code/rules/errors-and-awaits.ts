import type { SgNode } from '@ast-grep/napi';
import type { Hit } from '../finding.ts';
import { all, calledName, functionAround, type Snippet } from '../snippet.ts';

/** Errors that end in nothing: the caller believes that all went well. */
export function swallowedErrors(snippet: Snippet): readonly Hit[] {
  const { grammar, root, language } = snippet;
  const caught = all(root, grammar.catches).filter(
    (handler) => doesNothing(handler, snippet) && !isCancellation(handler),
  );
  const ignored = language === 'go' ? goErrors(snippet) : [];
  const quiet = ['typescript', 'javascript'].includes(language)
    ? all(root, grammar.calls).filter((call) =>
        /\.catch\(\s*\(?\w*\)?\s*=>\s*(\{\s*\}|null|undefined)\s*\)$/.test(call.text()),
      )
    : [];
  return [...caught, ...ignored, ...quiet].map((at): Hit => {
    const isNarrow = caught.includes(at) && !takesAll(at, snippet);
    return {
      id: 'code.swallowed_error',
      // One kind of error that ends here may be meant to.
      severity: isNarrow ? 'info' : 'warn',
      at,
      reason: 'An error ends here without being handled, reported or passed on.',
      remedy: isNarrow
        ? 'Say in a comment why it is expected, or log it.'
        : 'Handle the one error that is expected, by its type; let the rest rise, or log it with its context and fail.',
    };
  });
}

/** How .NET says that somebody no longer waits. */
function isCancellation(handler: SgNode): boolean {
  return /^catch\s*\(\s*(System\.)?(Operation|Task)CanceledException\b/.test(handler.text());
}

function takesAll(handler: SgNode, { grammar }: Snippet): boolean {
  return grammar.anyError === null || grammar.anyError.test(handler.text());
}

/** Nothing, or to answer "nothing" to whatever went wrong. */
function doesNothing(handler: SgNode, snippet: Snippet): boolean {
  const { grammar } = snippet;
  const isQuiet = grammar.anyError !== null && takesAll(handler, snippet);
  if (snippet.language === 'kotlin') {
    const done = handler.children().find((child) => child.kind() === 'statements');
    const text = done?.text().trim() ?? '';
    return text === '' || (isQuiet && (NO_VALUE.test(text) || QUIET.test(text)));
  }
  const body =
    handler.field('body') ??
    handler.children().find((child) => /block|compound_statement|then/.test(String(child.kind())));
  if (body === undefined || body === null) return !/\n\s*\S/.test(handler.text());
  const done = body
    .namedChildren()
    .filter((child) => !grammar.comments.includes(String(child.kind())));
  return done.every((child) => {
    const text = child.text().trim();
    return IDLE.test(text) || (isQuiet && QUIET.test(text));
  });
}

/** A Kotlin block has the value of its last line; for one kind of error that is how a missing value is told. */
const NO_VALUE = /^(null|false|Unit|empty(List|Set|Map)(<[^()]*>)?\(\)|listOf\(\)|"")$/;
const IDLE = /^(pass|pass_statement|\.\.\.|nil|null;?|continue;?)$/;
const QUIET =
  /^return(\s+(null|None|nil|false|False|\[\]|\{\}|""|''|Optional\.empty\(\)|(Collections\.empty|List\.of|Map\.of|empty(List|Set|Map))\w*\(\)|default(\(\w+\))?|string\.Empty|(Array|Enumerable)\.Empty<\w+>\(\)))?;?$/;

/** `_ = f()` and `v, _ := f()` where the last value is by custom the error; and an empty `if err != nil`. */
function goErrors({ grammar, root }: Snippet): readonly SgNode[] {
  const dropped = all(root, ['short_var_declaration', 'assignment_statement']).filter(
    (assigned) => {
      const [left = '', right = ''] = assigned.text().split(/:?=(.*)/s);
      return (
        /(^|,\s*)_\s*$/.test(left) &&
        /\b(Exec|Query|Scan|Close|Commit|Write|Marshal|Unmarshal|Do|Get|Post)\w*\(/.test(right)
      );
    },
  );
  const empty = all(root, ['if_statement']).filter(
    (check) =>
      /\berr\s*!=\s*nil\b/.test(check.field('condition')?.text() ?? '') &&
      isEmpty(check.field('consequence'), grammar.comments),
  );
  return [...dropped, ...empty];
}

function isEmpty(block: SgNode | null, comments: readonly string[]): boolean {
  return block?.namedChildren().every((child) => comments.includes(String(child.kind()))) === true;
}

/** A promise or coroutine that nobody waits for: its failure is lost, and what follows runs too early. */
export function missingAwaits(snippet: Snippet): readonly Hit[] {
  const { root, language } = snippet;
  const kinds = {
    typescript: ['expression_statement'],
    javascript: ['expression_statement'],
    python: ['expression_statement'],
  };
  if (language !== 'typescript' && language !== 'javascript' && language !== 'python') return [];
  const own = asyncNames(snippet);
  const forgotten = all(root, kinds[language]).flatMap((statement): readonly Hit[] => {
    const call = statement.child(0);
    if (call === null || !String(call.kind()).startsWith('call')) return [];
    const name = calledName(call);
    if (/\.(then|catch|finally)\(/.test(call.text()) || !isAsync(functionAround(call, snippet)))
      return [];
    const known = own.has(name.replace(/^(this|self)\./, ''));
    if (!known && !likelyAsync(name, language)) return [];
    return [
      {
        id: 'code.missing_await',
        severity: known ? 'error' : 'warn',
        at: statement,
        reason: known
          ? `${name} is asynchronous and nobody waits for it: its failure is lost, and what follows runs before it is done.`
          : `${name} probably returns a promise that nobody waits for.`,
        remedy: 'Await it, or hand it to something that will and that reports its failure.',
      },
    ];
  });
  return [...unwaitedLoops(snippet), ...forgotten];
}

/** `forEach` hands back nothing that could be awaited. */
function unwaitedLoops({ root, grammar, language }: Snippet): readonly Hit[] {
  if (language === 'python') return [];
  return all(root, grammar.calls)
    .filter((call) => {
      const callback = call.field('arguments')?.namedChildren()[0];
      const isLoop = call.field('function')?.text().endsWith('.forEach') === true;
      return isLoop && callback !== undefined && /^async\b/.test(callback.text());
    })
    .map((at) => ({
      id: 'code.missing_await',
      severity: 'error',
      at,
      reason:
        'forEach does not wait for an async function: its failure is lost, and what follows runs before it is done.',
      remedy: 'Use `for (const … of …) { await … }`, or `await Promise.all(….map(…))`.',
    }));
}

function asyncNames({ grammar, root }: Snippet): ReadonlySet<string> {
  const names = all(root, grammar.functions).flatMap((node) => {
    const name = node.field('name')?.text();
    return name !== undefined && isAsync(node) ? [name] : [];
  });
  return new Set(names);
}

export function isAsync(around: SgNode): boolean {
  return /^(\[[^\]]*\]\s*)*(export\s+)?(default\s+)?((public|private|protected|internal|static|override|virtual|sealed)\s+)*async\b/.test(
    around.text(),
  );
}

function likelyAsync(name: string, language: Snippet['language']): boolean {
  if (language === 'python') return /^asyncio\.(sleep|gather|wait|wait_for)$/.test(name);
  return (
    /(^|\.)(db|pool|client|conn|prisma|tx|trx|redis|repo|\w*[rR]epository)(\.\w+)?\.(query|save|insert|update|delete|remove|create|upsert|set|del|publish|commit|rollback|execute|findOne)$/.test(
      name,
    ) || /^(fetch|axios\.(post|put|patch|delete))$/.test(name)
  );
}
