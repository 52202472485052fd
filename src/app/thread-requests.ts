import { worstCaseUsd } from '../anthropic/worst-case.ts';
import type { Config } from '../config.ts';
import type { Model } from '../core/model.ts';
import { type ContextRequestDeps, createContextRequests } from '../turns/context-requests.ts';
import { createDecisionRequests, type DecisionRequestDeps } from '../turns/decision-requests.ts';
import type { OpinionDeps } from '../turns/opinions.ts';
import { createPanel } from '../turns/panel.ts';
import type { RequestHandlers } from '../turns/requests.ts';
import { createSecondOpinion } from '../turns/second-opinion.ts';
import { estimatePanel } from './estimate-panel.ts';

/** Who answers what is asked of the decision log, of the channel's context, and of other agents. */
export function createThreadRequests(
  parts: DecisionRequestDeps &
    ContextRequestDeps &
    Omit<OpinionDeps, 'hasModel'> & {
      readonly config: Pick<Config, 'model'>;
      readonly model: Model;
    },
): RequestHandlers {
  const { config, model } = parts;
  const opinions = { ...parts, hasModel: model.available };
  const estimate = estimatePanel((request) => worstCaseUsd(request, config.model));
  return {
    ...createDecisionRequests(parts),
    ...createContextRequests(parts),
    ...createSecondOpinion(opinions),
    ...createPanel({ ...opinions, estimate }),
  };
}
