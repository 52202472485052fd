import type { Catalog } from '../catalog/model.ts';
import type { Draft } from '../fixes/draft-findings.ts';
import type { Loaded } from '../load/load.ts';

/** Findings on statements that change tables from before the script. */
export function migrationDrafts(_loaded: Loaded, _catalog: Catalog): readonly Draft[] {
  return [];
}
