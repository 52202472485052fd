import type { FileData } from '../data.ts';
import { fileAddress, mimetypeOf } from '../file-names.ts';
import type { Actor } from './stage.ts';

export interface NewFile {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly mimetype?: string;
  readonly title?: string;
  /** As for files of another workspace: events say its id only. */
  readonly stub?: boolean;
  /** What Slack says its size is, where that shall differ. */
  readonly size?: number;
}

export function addFile(actor: Actor, file: NewFile, channel: string): FileData {
  const { workspace, origin } = actor.stage.context;
  const id = workspace.ids.id('F');
  const bytes = Buffer.from(file.content);
  workspace.contents.set(id, bytes);
  return workspace.files.put({
    id,
    name: file.name,
    title: file.title ?? file.name,
    mimetype: file.mimetype ?? mimetypeOf(file.name),
    size: file.size ?? bytes.length,
    user: actor.data.id,
    created: Math.floor(workspace.now() / 1_000),
    channels: [channel],
    url: fileAddress(origin, workspace.team.id, id, file.name),
    access: file.stub === true ? 'stub' : 'visible',
  });
}
