import { z } from 'zod';

const text = z.string().trim().min(1).max(600);
const level = z.enum(['low', 'medium', 'high']);

/**
 * The structure behind an answer, handed over by the model after its prose and checked by the host before anything is
 * made of it. What is computed from it (priority, pictures, tables) is not in it.
 */
export const recommendation = z.strictObject({
  /** The question in one line: the title of a decision record. */
  title: z.string().trim().min(3).max(120),
  context: text.describe('The situation and the forces, as stated in the thread.'),
  assumptions: z
    .array(text)
    .max(12)
    .describe('What you took for granted because nobody stated it; numbers with their units.'),
  requirements: z
    .array(z.strictObject({ id: z.string().regex(/^R\d{1,2}$/), text }))
    .max(12)
    .describe('Stated requirements that the options are weighed by: R1, R2, …'),
  options: z
    .array(
      z.strictObject({
        name: z.string().trim().min(1).max(80),
        isDoNothing: z.boolean().describe('True for the option to leave things as they are.'),
        summary: text,
        tradeOffs: z
          .array(
            z.strictObject({
              requirement: z.string().regex(/^R\d{1,2}$/),
              effect: z.enum(['helps', 'neutral', 'hurts']),
              why: text,
            }),
          )
          .max(12),
      }),
    )
    .min(2)
    .max(6)
    .describe('At least two, one of them to do nothing.'),
  decision: z.strictObject({ option: z.string().trim().min(1).max(80), why: text }),
  consequences: z.array(text).max(10),
  actions: z
    .array(
      z.strictObject({
        action: text,
        impact: level,
        effort: level,
        confidence: level,
        firstStep: text,
      }),
    )
    .max(12),
  risks: z.array(z.strictObject({ risk: text, mitigation: text })).max(10),
  openQuestions: z.array(text).max(8),
  revisit: z.strictObject({
    when: text.describe('The condition that makes this decision worth another look.'),
    /** ISO date, where there is one. */
    by: z.iso.date().optional(),
  }),
  /** Sources and earlier decisions that the answer leans on, each read in this thread. */
  sources: z.array(z.string().trim().min(1).max(200)).max(20),
});

export type Recommendation = z.infer<typeof recommendation>;
export type Action = Recommendation['actions'][number];
export type Level = z.infer<typeof level>;
