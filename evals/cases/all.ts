import type { EvalCase } from '../case.ts';
import { adversarialCases } from './adversarial.ts';
import { apiCases } from './api.ts';
import { boundariesCases } from './boundaries.ts';
import { codeCases } from './code.ts';
import { dataCases } from './data.ts';
import { disclosureCases } from './disclosure.ts';
import { observabilityCases } from './observability.ts';
import { panelCases } from './panels.ts';
import { performanceCases } from './performance.ts';
import { securityCases } from './security.ts';

export const allCases: readonly EvalCase[] = [
  ...apiCases,
  ...boundariesCases,
  ...dataCases,
  ...performanceCases,
  ...securityCases,
  ...observabilityCases,
  ...codeCases,
  ...adversarialCases,
  ...disclosureCases,
  ...panelCases,
];
