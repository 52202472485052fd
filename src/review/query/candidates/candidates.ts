import type { Catalog } from '../../schema/catalog/model.ts';
import type { Block } from '../tree/block.ts';
import { predicatesIn } from '../tree/predicate.ts';
import { identityOf, type Candidate } from './candidate.ts';
import { keyedCandidates, type Wanted } from './keyed.ts';
import { isThere } from './is-there.ts';
import { orderKeys, relationOf } from './order-keys.ts';
import { invertedCandidates } from './inverted.ts';
import { alternatives } from './alternatives.ts';
import { extremes } from './extremes.ts';

/** What the schema has that an index may need. */
export interface Means {
  readonly catalog: Catalog;
  /** The extension pg_trgm is created in the schema. */
  readonly trigrams: boolean;
}

/**
 * Indexes that might help a statement, the most promising first, none that the schema has already. It is generous: the
 * planner chooses among them.
 */
export function candidatesFor(
  blocks: readonly Block[],
  means: Means,
  most: number,
): readonly Candidate[] {
  const perRelation = blocks.flatMap((block) => relationsOf(block, means));
  const found = new Map<string, Candidate>();
  for (const candidate of inTurns(perRelation)) {
    if (found.size < most && !isThere(candidate)) found.set(identityOf(candidate), candidate);
  }
  return [...found.values()];
}

function relationsOf(block: Block, means: Means): readonly (readonly Candidate[])[] {
  const predicates = predicatesIn(block);
  const order = orderKeys(block);
  return block.relations.flatMap((relation) => {
    const { table } = relation;
    if (table === null) return [];
    const own = predicates.filter(({ operand }) => operand.relation === relation);
    const wanted: Wanted = {
      table,
      block,
      predicates: own,
      order: relationOf(order) === relation ? order : [],
    };
    return [
      [
        ...keyedCandidates(wanted),
        ...extremes(wanted, relation),
        ...alternatives(wanted, relation),
        ...invertedCandidates(wanted, means),
      ],
    ];
  });
}

/** One of each list, then the next of each: a table with many conditions must not crowd the others out. */
function* inTurns<Item>(lists: readonly (readonly Item[])[]): Generator<Item> {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  for (let at = 0; at < longest; at += 1) {
    for (const list of lists) {
      const item = list[at];
      if (item !== undefined) yield item;
    }
  }
}
