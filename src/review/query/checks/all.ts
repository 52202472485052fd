import { implicitCast } from './casts.ts';
import { dynamicSql, viewSelectStar } from './definitions.ts';
import { functionOnColumn, leadingWildcard, orAcrossColumns } from './expressions.ts';
import { cartesianJoin } from './joins.ts';
import { notInNullable } from './not-in.ts';
import { offsetPaging, orderByRandom } from './paging.ts';
import type { QueryCheck } from './query-check.ts';
import { countHuge, unboundedSelect } from './sizes.ts';
import { correlatedSubquery, notInRescanned } from './subplans.ts';
import { missingIndex, notPlannable, stringBuilt } from './text.ts';
import { writeWithoutWhere } from './writes.ts';

/** Every rule, the gravest first. */
export const queryChecks: readonly QueryCheck[] = [
  notPlannable,
  stringBuilt,
  dynamicSql,
  writeWithoutWhere,
  cartesianJoin,
  notInNullable,
  notInRescanned,
  missingIndex,
  offsetPaging,
  functionOnColumn,
  implicitCast,
  leadingWildcard,
  correlatedSubquery,
  unboundedSelect,
  countHuge,
  orderByRandom,
  orAcrossColumns,
  viewSelectStar,
];
