import { allChecks } from './checks/all.ts';
import { migrationRuleIds } from './migration/rules.ts';
import { failureIds } from './script/failures.ts';

/** What a review may find, by its id: on the catalog, on a change, and on what fails. */
export const ruleIds: ReadonlySet<string> = new Set([
  ...allChecks.map(({ id }) => id),
  ...migrationRuleIds,
  ...failureIds,
]);
