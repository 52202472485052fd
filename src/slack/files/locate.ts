import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { FileRef } from '../../core/message.ts';
import { refusalOf } from '../refusal.ts';
import type { Failure } from './download.ts';

/**
 * Where the file is. In a channel shared with another company the message holds only a stub
 * (`file_access: check_file_info`), and `files.info` knows the rest.
 */
export async function locate(
  file: FileRef,
  lookup: WebClient,
): Promise<{ readonly url: URL } | { readonly failed: Failure }> {
  try {
    const address = file.url ?? (await lookUp(file.id, lookup));
    return address !== null && URL.canParse(address)
      ? { url: new URL(address) }
      : { failed: 'host' };
  } catch (thrown) {
    const failed = FAILURES.get(refusalOf(thrown) ?? '');
    if (failed === undefined) throw thrown;
    return { failed };
  }
}

async function lookUp(id: string, lookup: WebClient): Promise<string | null> {
  const { file } = info.parse(await lookup.files.info({ file: id }));
  return file.url_private_download ?? file.url_private ?? null;
}

const info = z.object({
  file: z.object({
    url_private_download: z.string().nullish(),
    url_private: z.string().nullish(),
  }),
});

const FAILURES: ReadonlyMap<string, Failure> = new Map([
  ['file_not_found', 'gone'],
  ['file_deleted', 'gone'],
  ['missing_scope', 'forbidden'],
  ['access_denied', 'forbidden'],
]);
