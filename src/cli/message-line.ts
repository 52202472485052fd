import { z } from 'zod';

export type MessageLine =
  | { readonly ok: true; readonly text: string; readonly threadAgent: string | undefined }
  | { readonly ok: false; readonly why: string };

const message = z.union([
  z.string().transform((text) => ({ text, threadAgent: undefined })),
  z.object({ text: z.string(), threadAgent: z.string().nullish() }),
]);

/** Reads one line of `--lines`. */
export function parseLine(line: string): MessageLine {
  const parsed = message.safeParse(parseJson(line));
  if (!parsed.success)
    return { ok: false, why: 'neither a JSON string nor {"text", "threadAgent"?}' };
  return { ok: true, text: parsed.data.text, threadAgent: parsed.data.threadAgent ?? undefined };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
