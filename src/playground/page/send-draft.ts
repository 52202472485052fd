import type { UploadedFile } from '../wire.ts';
import { commands } from './completion.ts';
import type { World } from './world.ts';

export interface Draft {
  readonly text: string;
  readonly files: readonly UploadedFile[];
}

/** Sends what was written, as a command or as a message. Says what Slack would say where it takes neither. */
export async function sendDraft(
  { text, files }: Draft,
  { me, send, tell }: World,
  where: { readonly channel: string; readonly threadTs: string | undefined },
): Promise<boolean> {
  const { channel, threadTs } = where;
  const [command] = /^\/[a-z][\w-]*(?=\s|$)/.exec(text) ?? [];
  if (command === undefined) {
    return await send({ act: 'say', as: me, channel, threadTs, text, files });
  }
  const refusal = refusalOf(command, { files, threadTs });
  if (refusal !== null) {
    tell(refusal);
    return false;
  }
  const rest = text.slice(command.length).trim();
  return await send({ act: 'command', as: me, channel, command, text: rest });
}

function refusalOf(
  command: string,
  { files, threadTs }: { files: Draft['files']; threadTs: string | undefined },
): string | null {
  if (threadTs !== undefined) {
    return `Slack takes no slash commands in threads. Write ${command} in the channel.`;
  }
  if (!commands.some(({ insert }) => insert === command)) {
    return `${command} is no command here. There are ${commands.map(({ insert }) => insert).join(', ')}.`;
  }
  return files.length > 0
    ? 'A command carries no files. Send the file first, then the command alone.'
    : null;
}
