import { z } from 'zod';

/** `label` names the question in a word or two: "Load". */
const formAnswer = z.object({ id: z.string(), label: z.string(), text: z.string() });

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
  /** Keep an answer in the decision log. `at`: `ts` of the question that it answers, or of a message of the answer. */
  z.object({ type: z.literal('save-decision'), at: z.string() }),
  z.object({
    type: z.literal('change-decision'),
    number: z.number(),
    to: z.enum(['proposed', 'accepted', 'rejected']),
  }),
  /** `number` takes the place of `older`. */
  z.object({ type: z.literal('supersede-decision'), number: z.number(), older: z.number() }),
  /** The day has come on which a decision wanted to be looked at again. */
  z.object({ type: z.literal('revisit-decision'), number: z.number() }),
  /** Put the whole record into the thread. */
  z.object({ type: z.literal('post-decision'), number: z.number() }),
  z.object({ type: z.literal('export-decisions') }),
  /** Take in the records that the message's files hold. */
  z.object({ type: z.literal('import-decisions') }),
  /** Give the channel the project context that the message's file holds, or the one in a repository. */
  z.object({
    type: z.literal('set-context'),
    repository: z
      .object({ name: z.string(), ref: z.string().optional(), path: z.string().optional() })
      .optional(),
  }),
  z.object({ type: z.literal('remove-context') }),
  /** Have another agent answer the same question; without one, the one that came second. `at`: as above. */
  z.object({ type: z.literal('second-opinion'), at: z.string(), agent: z.string().optional() }),
  /** Ask what a panel on the message's question would cost. */
  z.object({ type: z.literal('panel') }),
  /** Run it. `at`: `ts` of the message that asked for it. */
  z.object({ type: z.literal('run-panel'), at: z.string(), agents: z.array(z.string()) }),
  /** What people answered to the form of their thread, what is to be assumed, and whether the channel keeps it. */
  z.object({
    type: z.literal('answer-questions'),
    answers: z.array(formAnswer),
    assumed: z.array(formAnswer),
    remember: z.boolean(),
  }),
  /** Keep none of the channel's requirements any longer. */
  z.object({ type: z.literal('forget-requirements') }),
]);

export type ThreadRequest = z.infer<typeof threadRequest>;
export type RequestType = ThreadRequest['type'];
export type RequestOf<T extends RequestType> = Extract<ThreadRequest, { readonly type: T }>;
export type FormAnswer = z.infer<typeof formAnswer>;
