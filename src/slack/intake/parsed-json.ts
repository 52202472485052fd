import { z } from 'zod';

/** Text that is JSON, as its value. For a modal's `private_metadata`. */
export const parsedJson = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue('not JSON');
    return z.NEVER;
  }
});
