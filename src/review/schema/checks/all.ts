import type { Check } from './check.ts';
import { columnTypeChecks } from './column-types.ts';
import { domainChecks } from './domains.ts';
import { chainChecks } from './chains.ts';
import { foreignKeyIndexChecks } from './foreign-key-indexes.ts';
import { naturalKeyChecks } from './natural-keys.ts';
import { redundantIndexChecks } from './redundant-indexes.ts';
import { sequenceChecks } from './sequences.ts';
import { foreignKeyChecks } from './foreign-keys.ts';
import { indexChecks } from './indexes.ts';
import { intervalChecks } from './intervals.ts';
import { joinTableChecks } from './join-table.ts';
import { keyChecks } from './keys.ts';
import { moneyChecks } from './money.ts';
import { namingChecks } from './naming.ts';
import { privilegeChecks } from './privileges.ts';
import { referenceChecks } from './references.ts';
import { rowSecurityChecks } from './row-security.ts';
import { shapeChecks } from './shapes.ts';
import { tableChecks } from './tables.ts';
import { uniquenessChecks } from './uniqueness.ts';

/** Every check over the catalog. Those on the script itself are in `script/` and `migration/`. */
export const allChecks: readonly Check[] = [
  ...keyChecks,
  ...sequenceChecks,
  ...foreignKeyIndexChecks,
  ...foreignKeyChecks,
  ...referenceChecks,
  ...chainChecks,
  ...joinTableChecks,
  ...redundantIndexChecks,
  ...indexChecks,
  ...uniquenessChecks,
  ...naturalKeyChecks,
  ...columnTypeChecks,
  ...moneyChecks,
  ...domainChecks,
  ...intervalChecks,
  ...shapeChecks,
  ...tableChecks,
  ...namingChecks,
  ...rowSecurityChecks,
  ...privilegeChecks,
];
