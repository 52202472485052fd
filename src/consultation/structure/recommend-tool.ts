import { recommendation, type Recommendation } from '../../core/recommendation.ts';
import { defineTool, type Tool } from '../../core/tool.ts';
import { z } from 'zod';
import { checkStructure, type StructureGround } from './check-structure.ts';

/** Where a model's structure arrives. */
export interface HandOver {
  /** Declared for every agent and every turn: the tools stand at the head of the cached prefix. */
  readonly tool: Tool;
  /** The last one that was accepted. */
  recommendation(): Recommendation | null;
  /** How many were turned down. The first one is told why; that is its nudge. */
  rejections(): number;
}

export const RECOMMEND = 'recommend';

export function createHandOver(ground: StructureGround): HandOver {
  let accepted: Recommendation | null = null;
  let rejections = 0;
  return {
    tool: {
      ...declared,
      async run(input) {
        const checked = checkStructure(input, ground);
        if (checked.ok) {
          accepted = checked.recommendation;
          return { ok: true, content: 'Accepted.' };
        }
        rejections += 1;
        const complaints = checked.complaints.map((complaint) => `- ${complaint}`).join('\n');
        const next =
          rejections === 1 ? 'Mend exactly that and call it once more' : 'Do not call it again';
        return { ok: false, content: `Not accepted:\n${complaints}\n${next}.` };
      },
    },
    recommendation: () => accepted,
    rejections: () => rejections,
  };
}

const declared: Tool = defineTool({
  name: RECOMMEND,
  description: [
    'Hands over the structure of your answer: options, trade-offs, decision, actions, risks, assumptions. Call it once, after',
    'your prose and in the same reply, when you designed something, compared ways, or reviewed an architecture; not for a short',
    'factual answer, nor for the findings of a schema, contract or code review. The host computes the priority of the actions and',
    'posts options, actions, risks and assumptions beneath your prose, so do not repeat them there as lists. Everything in it must',
    'agree with your prose; numbers follow the same rules: stated, read, computed, or listed under assumptions. sources: file names,',
    'addresses and decisions that you read in this thread, nothing else.',
  ].join(' '),
  activity: 'Putting the recommendation in order',
  input: recommendation,
  timeoutMs: 60_000,
  run: () => Promise.resolve({ ok: true, content: '' }),
});

export const recommendationSchema = z.toJSONSchema(recommendation, { io: 'input' });
