import type { Table } from '../../schema/catalog/model.ts';
import type { Block } from '../tree/block.ts';
import type { Predicate } from '../tree/predicate.ts';
import type { Candidate } from './candidate.ts';
import { writeOrderKey, type OrderKey } from './order-keys.ts';
import { conditionOf } from './partial.ts';

/** What a block asks of one of its tables. */
export interface Wanted {
  readonly table: Table;
  readonly block: Block;
  readonly predicates: readonly Predicate[];
  readonly order: readonly OrderKey[];
}

/** B-tree candidates: equality first, then what the rows are sorted by or one range; with joins before or after. */
export function keyedCandidates(wanted: Wanted): readonly Candidate[] {
  const whole = combinations(wanted, null);
  const conditions = wanted.predicates.flatMap((predicate) => conditionOf(predicate) ?? []);
  const partial = conditions
    .slice(0, MOST_CONDITIONS)
    .flatMap(({ predicate, sql }) =>
      combinations(
        { ...wanted, predicates: wanted.predicates.filter((other) => other !== predicate) },
        sql,
      ),
    );
  return [...whole, ...partial];
}

/** Wider than this an index is a copy of the table. */
const MOST_KEYS = 4;
const MOST_CONDITIONS = 3;

function combinations(
  { table, block, predicates, order }: Wanted,
  where: string | null,
): readonly Candidate[] {
  const fixed = fixedKeys(predicates, block);
  const joined = unique(
    predicates.filter((one) => one.does === 'equal' && isJoin(one, block)).map(keyOf),
  );
  const ranges = unique(
    predicates.filter(({ does }) => does === 'range' || does === 'prefix').map(keyOf),
  );
  const sorted = order.filter(({ operand }) => !fixed.includes(operand.key)).map(writeOrderKey);
  const candidates: Candidate[] = [];
  const add = (...parts: readonly (readonly [keys: readonly string[], role: string])[]): void => {
    const keys = unique(parts.flatMap(([part]) => part)).slice(0, MOST_KEYS);
    const roles = parts
      .filter(([part]) => part.length > 0)
      .map(([part, role]) => `${role} ${part.join(', ')}`);
    if (keys.length === 0 || repeatsColumn(keys)) return;
    const condition = where === null ? '' : `, where ${where}`;
    candidates.push({
      table,
      method: 'btree',
      keys,
      where,
      why: roles.join(', then ') + condition,
    });
  };
  add([fixed, 'equality on'], [sorted, 'order by']);
  add([fixed, 'equality on']);
  for (const key of joined) {
    add([[key], 'join on']);
    add([fixed, 'equality on'], [[key], 'join on']);
    add([[key], 'join on'], [fixed, 'equality on']);
    add([[key], 'join on'], [sorted, 'order by']);
  }
  for (const key of ranges) add([fixed, 'equality on'], [[key], 'range of']);
  if (fixed.length > 0) add([sorted, 'order by']);
  for (const key of fixed) add([[key], 'equality on'], [sorted, 'order by']);
  for (const key of fixed) add([[key], 'equality on']);
  for (const key of ranges) add([[key], 'range of']);
  return candidates;
}

/** What is compared with one value, or a few: their order among themselves does not matter to an equality. */
function fixedKeys(predicates: readonly Predicate[], block: Block): readonly string[] {
  const equal = predicates.filter((one) => one.does === 'equal' && !isJoin(one, block));
  const states = predicates.filter(
    ({ does }) => does === 'null' || does === 'true' || does === 'false',
  );
  const member = predicates.filter(({ does }) => does === 'member');
  return unique([...equal, ...states, ...member].map(keyOf));
}

/** Compared with a column of the same FROM; one of an outer block is a value like any other. */
export function isJoin({ join }: Predicate, block: Block): boolean {
  return join !== null && join.block === block;
}

/** LIKE 'abc%' needs an order by characters, which only the C collation has by itself. */
export function keyOf({ operand, does }: Predicate): string {
  return does === 'prefix' ? `${operand.key} text_pattern_ops` : operand.key;
}

function repeatsColumn(keys: readonly string[]): boolean {
  const bare = keys.map((key) => key.replace(/ (?:DESC|NULLS|text_pattern_ops).*$/, ''));
  return new Set(bare).size < bare.length;
}

export function unique<Item>(items: readonly Item[]): readonly Item[] {
  return [...new Set(items)];
}
