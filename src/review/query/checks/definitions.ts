import type { Node } from 'libpg-query';
import { objectsIn, isFields } from '../../schema/sql/tree.ts';
import { tokenize, type Token } from '../../schema/sql/tokens.ts';
import { byRule, type QueryCheck, type QueryHit, type Subject } from './query-check.ts';

/** A view of `*`. */
export const viewSelectStar: QueryCheck = {
  id: 'query.view_select_star',
  severity: 'warn',
  category: 'design',
  confidence: 'proved',
  source: 'PostgreSQL manual: CREATE VIEW',
  *find({ node }) {
    if (!('ViewStmt' in node)) return;
    const { view, query } = node.ViewStmt;
    const name = view?.relname ?? 'the view';
    const [star] = query === undefined ? [] : starsIn(query);
    if (star === undefined) return;
    yield {
      why: `${name} selects *: the columns of that day are frozen into it, new ones stay out, and a column that is dropped or changed takes the view with it.`,
      object: name,
      at: star,
      evidence: byRule('a * in the list of results of the view'),
      fix: 'Name the columns that the view promises.',
    };
  },
};

/** Places of `*` and `t.*` in lists of results; count(*) is none of them. */
function starsIn(query: Node): readonly (number | undefined)[] {
  const select = 'SelectStmt' in query ? query.SelectStmt : null;
  const arms = [select?.larg, select?.rarg].flatMap((arm) => (arm === undefined ? [] : [arm]));
  return [
    ...(select?.targetList ?? []).flatMap((target) => {
      const value = 'ResTarget' in target ? target.ResTarget.val : undefined;
      const fields =
        value !== undefined && 'ColumnRef' in value ? (value.ColumnRef.fields ?? []) : [];
      const last = fields.at(-1);
      return last !== undefined && 'A_Star' in last && 'ResTarget' in target
        ? [target.ResTarget.location]
        : [];
    }),
    ...arms.flatMap((arm) => starsIn({ SelectStmt: arm })),
  ];
}

/** EXECUTE of a text that is glued together. */
export const dynamicSql: QueryCheck = {
  id: 'query.dynamic_sql',
  severity: 'error',
  category: 'security',
  confidence: 'heuristic',
  source: 'PostgreSQL manual 41.5.4: executing dynamic commands; CWE-89',
  *find(subject) {
    const { node } = subject;
    if (!('CreateFunctionStmt' in node || 'DoStmt' in node)) return;
    for (const body of bodiesIn(node)) yield* gluedIn(body, subject);
  },
};

function bodiesIn(node: Node): readonly string[] {
  const options = [...objectsIn(node)].flatMap(({ DefElem: option }) =>
    isFields(option) && option['defname'] === 'as' ? [option['arg']] : [],
  );
  return options.flatMap((arg) =>
    [...objectsIn(arg)].flatMap(({ sval }) => (typeof sval === 'string' ? [sval] : [])),
  );
}

function* gluedIn(body: string, { text }: Subject): Generator<QueryHit> {
  const tokens = [...tokenize(body)].filter(({ kind }) => kind !== 'space' && kind !== 'comment');
  for (const [at, token] of tokens.entries()) {
    const next = tokens[at + 1]?.text.toLowerCase();
    if (token.text.toLowerCase() !== 'execute' || next === 'function' || next === 'procedure')
      continue;
    const end = tokens.findIndex((other, index) => index > at && endsCommand(other));
    const command = tokens.slice(at + 1, end === -1 ? undefined : end);
    const glued = gluedName(command);
    if (glued === null) continue;
    // The tree tells what the body is, not where.
    const from = Math.max(0, text.indexOf(body)) + token.start;
    yield {
      why: `EXECUTE runs a text with ${glued} glued into it: a value that holds SQL becomes SQL.`,
      at: Buffer.byteLength(text.slice(0, from)),
      evidence: byRule(
        command
          .map((part) => part.text)
          .join(' ')
          .slice(0, 120),
      ),
      fix: "Values go through USING ($1 …), names through format('%I', …) or quote_ident().",
    };
  }
}

function endsCommand({ text }: Token): boolean {
  return text === ';' || /^(?:using|into|loop)$/i.test(text);
}

/** What is joined with || or put in by %s, unless a quoting function stands around it. */
function gluedName(command: readonly Token[]): string | null {
  for (const [at, { text }] of command.entries()) {
    if (text !== '||') continue;
    for (const side of [command[at - 1], command[at + 1]]) {
      if (side?.kind === 'word' && !/^(?:quote_\w+|format|chr|e)$/i.test(side.text))
        return side.text;
    }
  }
  const format = command[0]?.text.toLowerCase() === 'format' ? command[2] : undefined;
  return format?.kind === 'string' && /%(?:\d+\$)?s/.test(format.text) ? '%s' : null;
}
