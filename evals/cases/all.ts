import type { EvalCase } from '../case.ts';
import { adversarialCases } from './adversarial.ts';
import { apiCases } from './api.ts';

export const allCases: readonly EvalCase[] = [...apiCases, ...adversarialCases];
