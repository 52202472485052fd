import { z } from 'zod';

/**
 * An id of Slack's. Their shape is Slack's business (https://docs.slack.dev: treat ids as opaque), so all that is asked
 * of one is that it can stand in a key of the store. A stricter pattern lost questions: what does not fit is ignored.
 */
export const slackId = z.string().regex(/^[\w-]+$/);

/** A message's `ts`, which is its identity within its channel. */
export const slackTs = z.string().regex(/^\d+\.\d+$/);
