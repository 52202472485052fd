import type { SgNode } from '@ast-grep/napi';
import type { Hit } from '../finding.ts';
import { all, calledName, type Snippet } from '../snippet.ts';
import { isQuery, withoutAsync } from './queries.ts';

/** A query or a request for each element: N+1. */
export function callsInLoops(snippet: Snippet): readonly Hit[] {
  const { grammar, root } = snippet;
  const bodies = [
    ...all(root, grammar.loops).flatMap(bodyOf),
    ...all(root, grammar.calls).flatMap((call) => callbacksOf(call, snippet)),
  ];
  const seen = new Set<number>();
  return bodies
    .flatMap((body) => all(body, grammar.calls))
    .filter((call) => !seen.has(call.id()) && seen.add(call.id()))
    .flatMap((at): readonly Hit[] => {
      const name = calledName(at);
      if (isQuery(at, snippet) || isWrite(at, snippet))
        return [{ id: 'code.n_plus_one', severity: 'warn', at, ...perElement }];
      if (isRequest(name, grammar.network) && !isLimited(at))
        return [{ id: 'code.request_in_loop', severity: 'warn', at, ...remote }];
      return [];
    });
}

const perElement = {
  reason: 'A query runs for each element of a loop (N+1): time grows with the number of elements.',
  remedy:
    'Fetch all of them in one query (join, `IN`, `ANY($1)`, eager loading, a data loader) before the loop.',
};

const remote = {
  reason: 'A remote call is made for each element of a loop.',
  remedy: 'Use a batch endpoint, or bounded concurrency with a timeout and a cache.',
};

/** `limit(() => fetch(…))`: somebody has thought of how many run at once. */
function isLimited(call: SgNode): boolean {
  return call
    .ancestors()
    .slice(0, 6)
    .some((up) =>
      /^(?:[\w.]+\.)?(?:p?limit\w*|limiter|queue\.add|throttle\w*|semaphore)\W/i.test(up.text()),
    );
}

/** Only what is repeated: `for (const row of db.query(…))` asks once, and so does `[x for x in db.query(…)]`. */
function bodyOf(loop: SgNode): readonly SgNode[] {
  if (isByBatch(loop) || isForEver(loop) || isWrittenOut(loop)) return [];
  const body = bodyNode(loop);
  const condition = String(loop.kind()).includes('while') ? loop.field('condition') : null;
  // Of a comprehension's clauses only the first is not asked again.
  const [, ...clauses] = clausesOf(loop);
  return [body, condition, ...clauses].filter((node) => node !== null);
}

/** A worker that asks for its next job has no elements. */
function isForEver(loop: SgNode): boolean {
  const [head = ''] = loop.text().split(bodyNode(loop)?.text() ?? '{');
  return /^(while|until)\s*\(?\s*(true|1|not\s+\w*|!?[\w.$@]*(cancel|stop|running|shut_?down|closed|closing|alive|aborted|done|exit)\w*(\(\))?)\s*\)?\s*[:{]?$|^for\s*(\(\s*;\s*;\s*\))?\s*\{?$/i.test(
    head.trim(),
  );
}

/** `for (const table of ['a', 'b'])`: as often as it stands there. */
function isWrittenOut(loop: SgNode): boolean {
  const [head = ''] = loop.text().split(bodyNode(loop)?.text() ?? '{');
  return /\b(?:in|of)\s*[[(][^()[\]]*[\])]\s*[):]*\s*\{?$/.test(head.trim());
}

/** Kotlin's grammar names it by its kind only. */
function bodyNode(loop: SgNode): SgNode | null {
  const found = loop.children().find((child) => child.kind() === 'control_structure_body');
  return loop.field('body') ?? found ?? null;
}

function clausesOf(loop: SgNode): readonly SgNode[] {
  return loop.children().filter((child) => /^(for_in|if)_clause$/.test(String(child.kind())));
}

/** Steps of many elements at once: `i += 500`, `range(0, n, 500)`, `for chunk in …`. */
function isByBatch(loop: SgNode): boolean {
  const body = bodyNode(loop)?.text() ?? '';
  const clauses = clausesOf(loop).map((clause) => clause.text());
  const [before = ''] = body === '' ? [loop.text()] : loop.text().split(body);
  const head = clauses.length > 0 ? clauses.join(' ') : before;
  return /\+=\s*(\d{2,}|[A-Za-z_]\w*)|\brange\([^()]*,[^()]*,\s*(\d{2,}|[A-Za-z_]\w*)|(?<!\.)\b(chunk|batch|slice)(es|s|ed)?\b|array_chunk|\.(chunk|chunked|windowed)\(/i.test(
    head,
  );
}

function callbacksOf(call: SgNode, snippet: Snippet): readonly SgNode[] {
  const { grammar } = snippet;
  const name = iteratedName(call);
  if (grammar.iterators === null || !grammar.iterators.test(name) || isOnce(call, snippet))
    return [];
  return call
    .children()
    .slice(1)
    .flatMap((child) => nearest(child, new Set([...grammar.functions, ...grammar.callbacks])));
}

/** Arguments stand up to three levels down; to search all of a call for each call in it costs the cube of the depth. */
function nearest(node: SgNode, kinds: ReadonlySet<string>, levels = 3): readonly SgNode[] {
  if (kinds.has(String(node.kind()))) return [node];
  return levels === 0 ? [] : node.children().flatMap((child) => nearest(child, kinds, levels - 1));
}

/** By batches, of one value that may be missing, or put into one query by the library. */
function isOnce(call: SgNode, { language }: Snippet): boolean {
  const on = (call.field('object') ?? call.field('function') ?? call.child(0))?.text() ?? '';
  if (/\b(chunk|chunked|windowed|each_slice|in_groups_of)\(/i.test(on)) return true;
  if (language === 'csharp') return /(^|\.)_?(\w*db|\w*context|query)\b/i.test(on);
  if (language !== 'java' && language !== 'kotlin') return false;
  if (
    /(findById\w*|findOne\w*|findFirst\w*|getById|Optional\.\w+|Mono\.\w+)\([^]*\)(\s*\??\.\w+)?$/.test(
      on,
    )
  )
    return true;
  return language === 'java' && iteratedName(call) !== '.forEach' && !/tream\b|Flux\b/.test(on);
}

/** `orders.each do |o|` has no bracket: the name ends before the block. */
function iteratedName(call: SgNode): string {
  const method = call.field('method') ?? call.field('name');
  return method === null
    ? ((call.field('function') ?? call.child(0))?.text() ?? '')
    : `.${method.text()}`;
}

/** What only a record does: `await item.save()`, `item.save()` in Python, `item.update!` in Ruby. */
function isWrite(call: SgNode, { language }: Snippet): boolean {
  const name = calledName(call);
  switch (language) {
    case 'typescript':
    case 'javascript':
      return (
        String(call.parent()?.kind()) === 'await_expression' &&
        /\.(save|destroy|deleteOne|updateOne|insertOne|countDocuments)$|^[A-Z]\w+\.(create|update|destroy|count|aggregate)$/.test(
          name,
        )
      );
    case 'python':
      return /\.save\(\s*\)$/.test(call.text());
    case 'ruby':
      return /\.(save|update|destroy)!$/.test(name);
    case 'java':
    case 'kotlin':
    case 'csharp':
    case 'go':
    case 'php':
      return false;
  }
}

function isRequest(name: string, network: Snippet['grammar']['network']): boolean {
  return (
    network.some(({ call }) => call.test(name)) ||
    /^(?:(?:this|self)\.)?_?(\w*httpClient|http|client|axios|restTemplate|webClient)\.(get|post|put|patch|delete|send|getForObject|exchange|(get|post|put|patch)(as|from)json|get(string|stream|bytearray))$/i.test(
      withoutAsync(name),
    )
  );
}
