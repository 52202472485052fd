import { toUSVString } from 'node:util';
import { z } from 'zod';
import type { FileRef } from '../../core/message.ts';

/** A file as it stands in events, in history and in `files.info`. */
export const slackFile = z.object({
  id: z.string(),
  name: z.string().nullish(),
  title: z.string().nullish(),
  mimetype: z.string().nullish(),
  size: z.number().nullish(),
  mode: z.string().nullish(),
  url_private_download: z.string().nullish(),
  url_private: z.string().nullish(),
});

/** Files that were deleted, or that the workspace's plan hides, are left out: there is nothing to read. */
export function toFileRefs(files: readonly z.infer<typeof slackFile>[]): readonly FileRef[] {
  return files
    .filter(({ mode }) => mode !== 'tombstone' && mode !== 'hidden_by_limit')
    .map(toFileRef);
}

function toFileRef(file: z.infer<typeof slackFile>): FileRef {
  const url = file.url_private_download ?? file.url_private;
  return {
    id: file.id,
    name: cleanName(file.name ?? file.title ?? file.id),
    mimetype: file.mimetype ?? '',
    size: file.size ?? 0,
    ...(url == null || url === '' ? {} : { url }),
  };
}

/** A name is shown to people and to the model: one line, no control characters, no path. */
function cleanName(name: string): string {
  const plain = name
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/[/\\]+/g, '_')
    .trim()
    .slice(0, MAX_NAME_CHARS);
  return plain === '' ? 'file' : toUSVString(plain);
}

const MAX_NAME_CHARS = 200;
