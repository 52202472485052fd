import type { SgNode } from '@ast-grep/napi';
import type { Hit } from '../finding.ts';
import { all, calledName, type Snippet } from '../snippet.ts';

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
      if (isQuery(name) || isWrite(at, snippet))
        return [{ id: 'code.n_plus_one', severity: 'warn', at, ...perElement }];
      if (isRequest(name, grammar.network))
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

/** Only what is repeated: `for (const row of db.query(…))` asks once, and so does `[x for x in db.query(…)]`. */
function bodyOf(loop: SgNode): readonly SgNode[] {
  if (isByBatch(loop)) return [];
  const body = loop.field('body');
  const condition = String(loop.kind()).includes('while') ? loop.field('condition') : null;
  // Of a comprehension's clauses only the first is not asked again.
  const [, ...clauses] = clausesOf(loop);
  return [body, condition, ...clauses].filter((node) => node !== null);
}

function clausesOf(loop: SgNode): readonly SgNode[] {
  return loop.children().filter((child) => /^(for_in|if)_clause$/.test(String(child.kind())));
}

/** Steps of many elements at once: `i += 500`, `range(0, n, 500)`, `for chunk in …`. */
function isByBatch(loop: SgNode): boolean {
  const body = loop.field('body')?.text() ?? '';
  const clauses = clausesOf(loop).map((clause) => clause.text());
  const [before = ''] = body === '' ? [loop.text()] : loop.text().split(body);
  const head = clauses.length > 0 ? clauses.join(' ') : before;
  return /\+=\s*(\d{2,}|[A-Za-z_]\w*)|\brange\([^()]*,[^()]*,\s*(\d{2,}|[A-Za-z_]\w*)|(?<!\.)\b(chunk|batch|slice)(es|s|ed)?\b|array_chunk/i.test(
    head,
  );
}

function callbacksOf(call: SgNode, { grammar }: Snippet): readonly SgNode[] {
  if (grammar.iterators === null || !grammar.iterators.test(iteratedName(call))) return [];
  const functions = new Set([
    ...grammar.functions,
    'lambda_expression',
    'block',
    'do_block',
    'lambda',
  ]);
  return call
    .children()
    .flatMap((child) => [child, ...child.children()])
    .filter((child) => functions.has(String(child.kind())));
}

/** `orders.each do |o|` has no bracket: the name ends before the block. */
function iteratedName(call: SgNode): string {
  const method = call.field('method') ?? call.field('name');
  return method === null ? (call.field('function')?.text() ?? '') : `.${method.text()}`;
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
    case 'go':
    case 'php':
      return false;
  }
}

function isQuery(name: string): boolean {
  const [, receiver = '', method = name] = /^(.*?)\.?(\w+)[!?]?$/.exec(name) ?? [];
  if (
    /^(query|queryrow|querycontext|queryrowcontext|queryforobject|queryforlist|execute|executequery|executeupdate|exec|execcontext|fetchone|fetchall|fetch_all|findone|findbyid|findunique|findfirst|findmany|findbypk|find_by|find_by_id|findby\w+|getone|mysqli_query|pg_query)$/i.test(
      method,
    )
  ) {
    return receiver !== '' || /query/i.test(method);
  }
  const generic =
    /^((delete|exists|count|get)by\w+|find|get|select|where|first|last|filter|save|create|update|insert|delete|count|load|add)$/i.test(
      method,
    );
  return (
    generic &&
    (isDatabase(receiver) || (/^(find|where)$/.test(method) && /^[A-Z]\w+$/.test(receiver)))
  );
}

function isDatabase(receiver: string): boolean {
  return /(^|[._$])(db|conn(ection)?|pool|prisma|knex|tx|trx|session|cursor|cur|em|entitymanager|objects|query)(\.\w+)?$|repo(sitory)?(\.\w+)?$|(dao|model|mapper)$/i.test(
    receiver,
  );
}

function isRequest(name: string, network: Snippet['grammar']['network']): boolean {
  return (
    network.some(({ call }) => call.test(name)) ||
    /^(?:(?:this|self)\.)?(httpClient|http|client|axios|restTemplate|webClient)\.(get|post|put|patch|delete|send|getForObject|exchange)$/i.test(
      name,
    )
  );
}
