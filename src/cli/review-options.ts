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
    throw new CommandFailure(parsed.error.issues.map(sentence)[0] ?? 'not understood', 2);
  }
  if (formats.filter((format) => parsed.data[format] === true).length > 1) {
    throw new CommandFailure(`choose one of ${formats.map(flag).join(', ')}`, 2);
  }
  return parsed.data;
}

function sentence({ path, message, ...issue }: z.core.$ZodIssue): string {
  const name = flag(String(path[0] ?? ''));
  if (issue.code !== 'invalid_value') return `${name}: ${message}`;
  const values = issue.values.map(String);
  return `${name} takes ${values.slice(0, -1).join(', ')} or ${values.at(-1) ?? ''}`;
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
