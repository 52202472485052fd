import type { SgNode } from '@ast-grep/napi';
import type { Grammar } from './grammar.ts';
import { grammars } from './grammars/all.ts';
import type { Language } from './languages.ts';

/** A parsed piece of code, with the few questions that the rules ask of it. */
export interface Snippet {
  readonly language: Language;
  readonly grammar: Grammar;
  readonly root: SgNode;
  /** What names are set to, as far as it stands on the same line. Read once: a rule may ask for thousands. */
  readonly assigned: ReadonlyMap<string, readonly Assigned[]>;
}

interface Assigned {
  readonly value: string;
  /** By `const`, `final`, `readonly` or `val`. */
  readonly isFixed: boolean;
}

export function snippetOf(language: Language, root: SgNode): Snippet {
  return { language, grammar: grammars[language], root, assigned: assignedIn(root.text()) };
}

function assignedIn(text: string): Snippet['assigned'] {
  const assigned = new Map<string, Assigned[]>();
  for (const [, fixed, name = '', value = ''] of text.matchAll(ASSIGNED)) {
    const others = assigned.get(name) ?? [];
    others.push({ value, isFixed: fixed !== undefined });
    assigned.set(name, others);
  }
  return assigned;
}

const ASSIGNED =
  /(?:\b(const|final|readonly|val)\s+(?:\w+\s+)?)?(?<![\w$])(\$?\w+)\s*(?::\s*\w+\s*)?:?=(?![=>])\s*([^\n]*)/g;

/** Every named node of these kinds, the node itself included, in the order of the text. */
export function all(node: SgNode, kinds: readonly string[]): readonly SgNode[] {
  if (kinds.length === 0) return [];
  // Searched by the parser's own code: walking the tree from here costs a hundred times as much.
  const found = node.findAll({ rule: { any: kinds.map((kind) => ({ kind })) } });
  return found.filter((each) => each.isNamed());
}

/** The innermost function around a node; the whole snippet where there is none. */
export function functionAround(node: SgNode, { grammar, root }: Snippet): SgNode {
  return node.ancestors().find((each) => grammar.functions.includes(String(each.kind()))) ?? root;
}

/**
 * The functions, each without the text of others within it being counted twice: outermost only, or the whole. Of a
 * function that registers routes each handler stands for itself: no two of them run together.
 */
export function functionsOf(snippet: Snippet): readonly SgNode[] {
  return outermost(snippet).flatMap((each) => {
    const handlers = handlersIn(each, snippet);
    return handlers.length < 2 ? [each] : handlers;
  });
}

/** `app.post('/orders', async (…) => …)`, `post("/orders") { … }`. */
function handlersIn(node: SgNode, { grammar }: Snippet): readonly SgNode[] {
  return all(node, grammar.calls)
    .filter((call) => ROUTE.test(call.text()))
    .flatMap((call) => {
      const [first] = call
        .children()
        .slice(1)
        .flatMap((child) => all(child, grammar.functions));
      return first === undefined ? [] : [first];
    });
}

const ROUTE =
  /^(?:[\w$]+\s*\.\s*)?(?:get|post|put|patch|delete|all|use|route|handle|handleFunc|HandleFunc|Map(?:Get|Post|Put|Patch|Delete))\(\s*["'`]\//;

function outermost({ grammar, root }: Snippet): readonly SgNode[] {
  const found = all(root, grammar.functions);
  const outer = found.filter(
    (each) => !each.ancestors().some((up) => grammar.functions.includes(String(up.kind()))),
  );
  return outer.length === 0 ? [root] : outer;
}

/** What is called, as it is written, without line breaks: "db.query", "this.orders.findOne". */
export function calledName(call: SgNode): string {
  const text = call.text();
  // Kotlin's block is a last argument: `Orders.select { … }`.
  const isKotlin = String(call.kind()) === 'call_expression' && call.field('function') === null;
  const end = text.search(isKotlin ? /[({]/ : /\(/);
  return (end < 0 ? text : text.slice(0, end))
    .replaceAll(/\s+/g, '')
    .replace(TYPE_ARGUMENTS, '')
    .replaceAll('!!.', '.')
    .replaceAll('?.', '.')
    .replaceAll('->', '.')
    .replaceAll('::', '.');
}

/** The method alone, at the end of whatever chain: "where" of `createQueryBuilder('o').where(…)`. */
export function methodOf(call: SgNode): string {
  const callee =
    call.field('method') ?? call.field('name') ?? call.field('function') ?? call.child(0);
  return /(\w+)[!?]?$/.exec(callee?.text().replace(TYPE_ARGUMENTS, '') ?? '')?.[1] ?? '';
}

/** `QueryAsync<Order>` is called QueryAsync. */
const TYPE_ARGUMENTS = /<[^()]*>$/;

export function lineOf(node: SgNode): number {
  return node.range().start.line + 1;
}
