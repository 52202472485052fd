import type { z } from 'zod';
import { CommandFailure } from './exit.ts';

/** The options of a review command, or the sentence that names the bad one. At most one of `formats` may be given. */
export function parseReviewOptions<Options extends Readonly<Record<string, unknown>>>(
  schema: z.ZodType<Options>,
  given: unknown,
  formats: readonly (keyof Options & string)[],
): Options {
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new CommandFailure(
      `${flag(String(issue?.path[0] ?? ''))}: ${issue?.message ?? 'not understood'}`,
      2,
    );
  }
  if (formats.filter((format) => parsed.data[format] === true).length > 1) {
    throw new CommandFailure(`choose one of ${formats.map(flag).join(', ')}`, 2);
  }
  return parsed.data;
}

/** Whether a review found what the command is to fail on. */
export function isTooGrave(
  { error, warn }: { readonly error: number; readonly warn: number },
  failOn: 'error' | 'warn' | undefined,
): boolean {
  if (failOn === undefined) return false;
  return error > 0 || (failOn === 'warn' && warn > 0);
}

function flag(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
