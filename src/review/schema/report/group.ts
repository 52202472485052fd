import { groupFindings as grouped, type FindingGroup as Group } from '../../group-findings.ts';
import type { SchemaFinding } from '../review.ts';

export type FindingGroup = Group<SchemaFinding>;

export function groupFindings(findings: readonly SchemaFinding[]): readonly FindingGroup[] {
  return grouped(findings);
}
