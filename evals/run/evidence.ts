import { z } from 'zod';
import type { ViewData } from '../../src/playground/slack/data.ts';
import type { SeenEvidence } from '../observation.ts';

const element: z.ZodType<{ readonly text: string }> = z.looseObject({ text: z.string() });
const head = z.looseObject({
  type: z.literal('rich_text'),
  elements: z.tuple([z.looseObject({ elements: z.tuple([element, element]) })]),
});

/** The entries of the modal that "Evidence" opens, as a person reads them. */
export function readEvidence({ blocks }: Pick<ViewData, 'blocks'>): readonly SeenEvidence[] {
  return blocks.flatMap((block) => {
    const parsed = head.safeParse(block);
    if (!parsed.success) return [];
    const [{ text: subject }, { text: verdict }] = parsed.data.elements[0].elements;
    const sign = signs.find((each) => verdict.startsWith(` ${each.sign}`));
    if (sign === undefined) return [];
    const summary = verdict.replace(/^ [✓✗⚠](?: does not hold:| not verified:)?/, '').trim();
    return [{ subject, verdict: sign.verdict, summary }];
  });
}

const signs = [
  { sign: '✓', verdict: 'passed' },
  { sign: '✗', verdict: 'failed' },
  { sign: '⚠', verdict: 'unverified' },
] as const;
