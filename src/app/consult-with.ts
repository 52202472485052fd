import { rememberSchemaSizes, worstCaseUsd } from '../anthropic/worst-case.ts';
import type { Config } from '../config.ts';
import { consult } from '../consultation/consult.ts';
import { createDrawPriorities } from '../consultation/structure/draw-priorities.ts';
import type { Clock } from '../core/clock.ts';
import type { Files } from '../core/file.ts';
import type { Model, ModelRequest } from '../core/model.ts';
import type { Tool } from '../core/tool.ts';
import type { Log } from '../lib/log.ts';
import type { Consult } from '../turns/consulting.ts';
import { createChecks } from './checks.ts';
import type { Reviewers } from './reviewers.ts';

/** Consultations over what this process has: a model, tools, and the checks that stand before each answer. */
export function consultWith(parts: {
  readonly config: Pick<Config, 'model'>;
  readonly model: Model;
  readonly tools: readonly Tool[];
  readonly reviewers: Reviewers;
  readonly files: Files;
  readonly clock: Clock;
  readonly log: Log;
}): Consult {
  const { config, model, tools, reviewers, files, clock, log } = parts;
  const sizeOf = rememberSchemaSizes();
  const worstCase = (request: ModelRequest) => worstCaseUsd(request, config.model, sizeOf);
  const deps = {
    model,
    tools,
    checks: createChecks(reviewers),
    drawPriorities: createDrawPriorities(reviewers.diagrams),
    files,
    worstCaseUsd: worstCase,
    clock,
    log,
  };
  return (input, signal) => consult(input, deps, signal);
}
