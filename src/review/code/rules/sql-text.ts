import type { SgNode } from '@ast-grep/napi';
import { all, functionAround, type Snippet } from '../snippet.ts';

/** Whether a text is SQL by its words. "Please select an option from the menu" is not. */
export function looksLikeSql(text: string): boolean {
  return (
    /\b(where\s+[\w."`]+\s*(=|<|>|like\b|in\b)|order\s+by\s)/i.test(text) ||
    [...WRITES, ...SELECTS].some((pattern) => pattern.test(text))
  );
}

/** "Could not delete from the queue" writes nothing. */
const WRITES = [
  /\b(INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM)\b/,
  /(?:^|["'`;(]|\))\s*(insert\s+into|update\s+\S+\s+set|delete\s+from)\b/i,
];

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
  if (/^("[^"]*"|'[^']*'|nameof\([\w.]+\))$/.test(inner)) return false;
  if (isNumber(inner, part, snippet)) return false;
  if (isProduct(inner) || MAKES_NUMBER.test(inner) || isJoinedConditions(inner)) return false;
  if (isListed(inner) || isListOfPlaces(inner, snippet)) return false;
  // `$${index}` is the place of a parameter.
  const before = part.parent()?.text() ?? '';
  if (part.text().startsWith('${') && before.includes(`$${part.text()}`)) return false;
  return !isLiteral(inner, snippet);
}

/** Whatever it is given, what comes out is a number. */
const MAKES_NUMBER =
  /^(?:strconv\.(?:Itoa|Format(?:Int|Uint|Bool))|Number|parseInt|Integer\.parseInt|Long\.parseLong|intval|int)\([^()]*(?:\([^()]*\)[^()]*)*\)$|\.toInt\(\)$|\.toLong\(\)$/;

/** `(page - 1) * size` is a number whatever page is. */
function isProduct(text: string): boolean {
  return /^\(?[\w.$]+(\s*[-+]\s*\d+\))?\s*[*/]\s*[\w.$]+$/.test(text);
}

/** `where.join(' AND ')`: what it joins was put together elsewhere, and is looked at there. */
function isJoinedConditions(text: string): boolean {
  const separator = /(["'`])\s+(?:and|or)\s+\1/i;
  return separator.test(text) && /\b(?:join|joinToString|implode)\b/i.test(text);
}

/** A parameter or local that its declaration makes a number, a flag or a UUID, in a language that holds it to that. */
function isNumber(name: string, part: SgNode, snippet: Snippet): boolean {
  if (!/^\w+$/.test(name)) return false;
  const declared = {
    java: `\\b(?:int|long|short|boolean|Integer|Long|Short|Boolean|UUID)\\s+${name}\\s*[,)=;:]`,
    csharp: `\\b(?:int|long|short|bool|decimal|Guid)\\??\\s+${name}\\s*[,)=;]|\\b(?:int|long|Guid)\\??\\s+${name}\\s+in\\b`,
    kotlin: `\\b${name}\\s*:\\s*(?:Int|Long|Short|Boolean|UUID)\\b`,
    go: `\\b${name}\\s+(?:u?int\\d*|bool|uuid\\.UUID)\\b`,
  };
  const { language } = snippet;
  if (language !== 'java' && language !== 'csharp' && language !== 'kotlin' && language !== 'go') {
    return false;
  }
  return new RegExp(declared[language]).test(functionAround(part, snippet).text());
}

/** `ids.map(() => '?').join(',')`, also in brackets for several rows: as many places as there are values. */
const LISTS_PLACES =
  /(["'`])\(?(\?|%s|@\w|:\w|\$\$?\{|\$\1)[\s\S]*\b(join|joinToString|implode|repeat)\b|\b(join|joinToString|implode|repeat)\b[\s\S]*(["'`])\(?(\?|%s|@\w|:\w|\$\$?\{)/i;

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
  return /^@?(["'`])[^"'`${}]*\1\s*;?\s*$/.test(only.value);
}

/** The computed parts of a text; what is computed within one of them belongs to that. */
export function valuesIn(text: SgNode, snippet: Snippet): readonly SgNode[] {
  const { strings, interpolations } = snippet.grammar;
  return all(text, interpolations).filter((part) => {
    const owner = part.ancestors().find((up) => strings.includes(String(up.kind())));
    return part.id() !== text.id() && owner?.id() === text.id() && isValue(part, snippet);
  });
}
