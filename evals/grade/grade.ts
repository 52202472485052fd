import type { EvalCase } from '../case.ts';
import type { Observation } from '../observation.ts';
import type { Check } from './check.ts';
import {
  gradeAgent,
  gradeAsks,
  gradeBudget,
  gradeEvidence,
  gradeManners,
  gradeTools,
} from './conduct.ts';
import { gradeNumbers } from './numbers.ts';
import { gradeFiles, gradeNever, gradeSays, gradeTold } from './texts.ts';

/** Holds what was seen against all that a case expects. Pure: the same two give the same checks. */
export function grade({ expect }: Pick<EvalCase, 'expect'>, seen: Observation): readonly Check[] {
  return [
    ...gradeManners(seen),
    ...gradeAsks(expect, seen),
    ...gradeSays(expect, seen),
    ...gradeNever(expect, seen),
    ...gradeNumbers(expect, seen),
    ...gradeTools(expect, seen),
    ...gradeEvidence(expect, seen),
    ...gradeFiles(expect, seen),
    ...gradeAgent(expect, seen),
    ...gradeTold(expect, seen),
    ...gradeBudget(expect, seen),
  ];
}
