import { z } from 'zod';
import { codeFinding } from './finding.ts';
import { languages } from './languages.ts';

/** What the child is asked. */
export const task = z.object({
  snippets: z.array(z.object({ language: z.enum(languages), text: z.string() })),
});

/** What it answers, in the same order. */
export const answer = z.object({
  snippets: z.array(
    z.object({ findings: z.array(codeFinding), syntaxErrors: z.array(z.number()) }),
  ),
});

export type Answer = z.infer<typeof answer>;
