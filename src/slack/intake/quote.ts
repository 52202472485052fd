import { z } from 'zod';
import { slackFile } from './file-ref.ts';
import { listOf } from './list-of.ts';
import { readText } from './text.ts';

/** What hangs on a message: a shared message, an alert's colour bar, an unfurled link. */
export const slackAttachment = z.object({
  text: z.string().nullish(),
  fallback: z.string().nullish(),
  pretext: z.string().nullish(),
  title: z.string().nullish(),
  author_name: z.string().nullish(),
  author_id: z.string().nullish(),
  from_url: z.string().nullish(),
  files: listOf(slackFile),
});

/** The attachments of a message as quoted data, which the prompt treats as material and never as the request. */
export function quoteAttachments(
  attachments: readonly z.infer<typeof slackAttachment>[],
  botUserId: string,
): string {
  return attachments
    .map((attachment) => {
      const parts = [attachment.pretext, attachment.title, attachment.text].filter((part) => part);
      const said = parts.length > 0 ? parts.join('\n') : fallbackOf(attachment.fallback);
      return quote({
        author: attachment.author_name ?? attachment.author_id ?? null,
        link: attachment.from_url ?? null,
        text: readText(said, botUserId),
      });
    })
    .filter((quoted) => quoted !== '')
    .join('\n\n');
}

/** Each line is marked, so that a quoted text cannot pretend to have ended. */
export function quote(said: {
  readonly author: string | null;
  readonly link?: string | null;
  readonly text: string;
}): string {
  if (said.text === '') return '';
  const from = said.author === null ? '' : ` from ${said.author}`;
  const link = said.link == null ? '' : ` (${said.link})`;
  const lines = said.text.split(/\r\n|[\n\r\u2028\u2029]/).map((line) => `> ${line}`);
  return `Quoted message${from}${link}:\n${lines.join('\n')}`;
}

function fallbackOf(fallback: string | null | undefined): string {
  return fallback == null || fallback === '[no preview available]' ? '' : fallback;
}
