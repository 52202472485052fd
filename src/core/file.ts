import type { FileRef } from './message.ts';

/** What a file turned out to be. Images and PDF go to the model as they are. */
export type FileContent =
  | { readonly kind: 'text'; readonly text: string; readonly truncatedBytes: number }
  | { readonly kind: 'image'; readonly mediaType: ImageType; readonly base64: string }
  | { readonly kind: 'pdf'; readonly base64: string };

export type ImageType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';

/** A file that could not be used, with the sentence that the person is shown. */
export interface FileRefused {
  readonly kind: 'refused';
  /** A whole sentence fragment for a person: "it is 34 MB, and I read files up to 1 MB". */
  readonly why: string;
}

/**
 * Reads files that people shared. Promises: at most the size limit is downloaded, the type is sniffed from the
 * bytes, only the workspace's file hosts are asked, no redirect carries the token elsewhere. Never throws for a
 * file's own fault (that is `refused`); throws when aborted.
 */
export interface Files {
  read(file: FileRef, signal: AbortSignal): Promise<FileContent | FileRefused>;
}
