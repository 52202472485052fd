import { z } from 'zod';

/**
 * What a person asked for by a button, a form or a command, beyond the text of the message that records it. It travels
 * with the message through the inbox, so that it is as durable as a question. What is not here is asked in words.
 *
 * A button that was posted by an older version lives on for years: a type is never renamed, only retired.
 */
export const threadRequest = z.discriminatedUnion('type', [
  /** Review the thread's newest schema again: after an edit, or with what was ignored since. */
  z.object({ type: z.literal('review-schema-again') }),
  /** Post the script with every safe fix. */
  z.object({ type: z.literal('schema-fix-script') }),
  /** Say more about one finding. `object`: as the review names it, "public.orders". */
  z.object({ type: z.literal('explain-finding'), finding: z.string(), object: z.string() }),
  /** Leave a finding out of this thread's reviews from now on. */
  z.object({
    type: z.literal('ignore-finding'),
    finding: z.string(),
    object: z.string(),
    reason: z.string(),
  }),
]);

export type ThreadRequest = z.infer<typeof threadRequest>;
export type RequestType = ThreadRequest['type'];
export type RequestOf<T extends RequestType> = Extract<ThreadRequest, { readonly type: T }>;
