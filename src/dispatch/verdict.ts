import { z } from 'zod';
import type { Agent } from '../core/agent.ts';

/** What the model says, checked against the roster. */
export interface Verdict {
  /** Null: nobody's. */
  readonly agent: string | null;
  readonly confidence: 'high' | 'medium' | 'low';
  readonly alternative: string | null;
  readonly followUp: boolean;
}

/** What the model answers for a message that no agent should take. */
export const nobody = 'none';

/** Null: it does not fit, or names an agent that does not exist. */
export function parseVerdict(value: unknown, agents: readonly Agent[]): Verdict | null {
  const parsed = answer.safeParse(value);
  if (!parsed.success) return null;
  const { agent, confidence, alternative, is_follow_up: followUp } = parsed.data;
  const exists = (id: string | null | undefined) => agents.some((each) => each.id === id);
  if (agent !== nobody && !exists(agent)) return null;
  return {
    agent: agent === nobody ? null : agent,
    confidence,
    alternative: exists(alternative) ? (alternative ?? null) : null,
    followUp,
  };
}

const answer = z.object({
  agent: z.string(),
  confidence: z.enum(['high', 'medium', 'low']),
  alternative: z.string().nullish(),
  is_follow_up: z.boolean().default(false),
});
