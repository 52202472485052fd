import { createCheckApiTool } from '../consultation/tools/check-api.ts';
import { createEstimateCapacityTool } from '../consultation/tools/estimate-capacity.ts';
import { createExplainQueryTool } from '../consultation/tools/explain-query.ts';
import { findBottlenecksTool } from '../consultation/tools/find-bottlenecks.ts';
import { readFileTool } from '../consultation/tools/read-file.ts';
import { createRenderDiagramTool } from '../consultation/tools/render-diagram.ts';
import { createReviewCodeTool } from '../consultation/tools/review-code.ts';
import { createReviewSchemaTool } from '../consultation/tools/review-schema.ts';
import { createSearchDecisionsTool } from '../consultation/tools/search-decisions.ts';
import type { Decisions } from '../core/decision.ts';
import type { Tool } from '../core/tool.ts';
import type { PriceTable } from '../review/capacity/prices.ts';
import { createErPicture } from '../review/diagram/er/er-picture.ts';
import type { Reviewers } from './reviewers.ts';

/** Every tool that an agent's file may name. A new tool is a line here and a section in docs/tools.md. */
export function createToolbox(
  reviewers: Reviewers,
  prices: PriceTable,
  decisions: Decisions,
): readonly Tool[] {
  return [
    readFileTool,
    createReviewSchemaTool(reviewers.reviewSchema, createErPicture(reviewers.diagrams)),
    createExplainQueryTool(reviewers.explainQueries),
    createReviewCodeTool(reviewers.reviewCode),
    createCheckApiTool(reviewers.reviewApi),
    createEstimateCapacityTool(prices),
    findBottlenecksTool,
    createSearchDecisionsTool(decisions),
    createRenderDiagramTool(reviewers.diagrams),
  ];
}
