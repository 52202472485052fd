import { z } from 'zod';
import type { Decision, DecisionSummary } from '../core/decision.ts';
import { recommendation } from '../core/recommendation.ts';
import { thread } from './records.ts';

/** The number is the field's name: the script gives it, and the record is written before that. */
type Stored<T> = Omit<T, 'number'>;

const status = z.enum(['proposed', 'accepted', 'rejected', 'superseded']);

const source = z.object({ thread, answerTs: z.string(), link: z.string().nullable() }).nullable();

const revisit = z.object({ when: z.string(), by: z.string().exactOptional() }).nullable();

export const decisionRecord: z.ZodType<Stored<Decision>> = z.object({
  title: z.string(),
  status,
  date: z.string(),
  source,
  agent: z.string().nullable(),
  savedBy: z.string(),
  // A newer process may keep more of it; the record's text says the same.
  recommendation: recommendation.nullable().catch(null),
  body: z.string(),
  revisit,
  supersedes: z.array(z.number()),
  supersededBy: z.number().nullable(),
});

export const decisionSummary: z.ZodType<Stored<DecisionSummary>> = z.object({
  title: z.string(),
  status,
  date: z.string(),
  source,
  revisit,
  supersededBy: z.number().nullable(),
  gist: z.string(),
});
