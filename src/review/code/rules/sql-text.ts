import type { SgNode } from '@ast-grep/napi';
import { all, type Snippet } from '../snippet.ts';

/** Whether a text is SQL by its words. "Please select an option from the menu" is not. */
export function looksLikeSql(text: string): boolean {
  return (
    /\b(insert\s+into\b|update\s+\S+\s+set\b|delete\s+from\b|\bwhere\s+[\w."`]+\s*(=|<|>|like\b|in\b)|order\s+by\s)/i.test(
      text,
    ) || SELECTS.some((pattern) => pattern.test(text))
  );
}

/** In capitals anywhere, else where a statement may begin; an article behind it makes it a sentence. */
const SELECTS = [
  /\bSELECT\b[\s\S]{1,400}?\bFROM\b/,
  /(?:^|[("'`;]|\bas\b|\bexplain\b|\bunion\b(?:\s+all)?)\s*select\b(?!\s+(?:an?|the|your|one|some|any|another|this|from)\s)[\s\S]{1,400}?\bfrom\b/i,
];

/** " AND name = '…" that is put behind a text called sql, query or where. */
export function isFragment(text: SgNode): boolean {
  if (
    !/^(?:[a-z]{1,2}(?=["']))?\W{0,4}(and|or|where|having|order by|limit|offset|union|set)\s/i.test(
      text.text(),
    )
  )
    return false;
  const target = text
    .ancestors()
    .slice(0, 6)
    .find((up) => /assign|declarator/.test(String(up.kind())));
  const name = target?.text().split(/[-+.|]?=/)[0] ?? '';
  return /(sql|query|stmt|statement|where|clauses?|conditions?|filters?)\W*$/i.test(name.trim());
}

/** Whether a part of a text may bring something from outside: not a constant, and not a place for a parameter. */
export function isValue(part: SgNode, snippet: Snippet): boolean {
  const inner = part.text().replace(/^[#$]?\{|\}$/g, '');
  // `Tables.USERS` and `USERS`; `req.ID` is somebody's.
  if (/^([A-Z][\w$]*(\.|::))*[A-Z][A-Z0-9_]*$|^\d/.test(inner)) return false;
  if (
    /(^|\.)\w*(place_?holders?|q_?marks|question_?marks|bind_?(vars|marks)?s?|marks)$/i.test(inner)
  )
    return false;
  if (isListed(inner) || isListOfPlaces(inner, snippet)) return false;
  // `$${index}` is the place of a parameter.
  const before = part.parent()?.text() ?? '';
  if (part.text().startsWith('${') && before.includes(`$${part.text()}`)) return false;
  return !isLiteral(inner, snippet);
}

/** `ids.map(() => '?').join(',')`: as many places as there are values. */
const LISTS_PLACES =
  /(["'`])(\?|%s|@\w|:\w|\$\$?\{|\$\1)[\s\S]*\b(join|implode|repeat)\b|\b(join|implode|repeat)\b[\s\S]*(["'`])(\?|%s|\$\$?\{)/i;

function isListed(text: string): boolean {
  const isNumbered = !/(?<!\$)\$\{/.test(text);
  return isNumbered && LISTS_PLACES.test(text);
}

/** A name that stands for such a list wherever it is set. */
function isListOfPlaces(name: string, { assigned }: Snippet): boolean {
  return assigned.get(name)?.every(({ value }) => isListed(value)) === true;
}

/** A name that is given a text of its own, once and for all, in the same piece of code. */
function isLiteral(name: string, { assigned }: Snippet): boolean {
  const [only, other] = assigned.get(name) ?? [];
  if (only === undefined || other !== undefined || !only.isFixed) return false;
  return /^(["'`])[^"'`${}]*\1\s*;?\s*$/.test(only.value);
}

/** The computed parts of a text. */
export function valuesIn(text: SgNode, snippet: Snippet): readonly SgNode[] {
  return all(text, snippet.grammar.interpolations).filter(
    (part) => part.id() !== text.id() && isValue(part, snippet),
  );
}
