import type { ImageType } from '../../core/file.ts';

/** What the first bytes say a file is. Names and declared types are claims of whoever uploaded it. */
export type Sniffed =
  | { readonly is: 'image'; readonly mediaType: ImageType }
  | { readonly is: 'pdf' }
  | { readonly is: 'html' }
  /** Anything else: text, if it decodes. */
  | { readonly is: 'other' };

/** Needs the first 1,024 bytes to be sure of all. */
export function sniff(head: Uint8Array): Sniffed {
  const bytes = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, 1_024));
  const start = bytes.toString('latin1');
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return { is: 'image', mediaType: 'image/png' };
  if (start.startsWith('\xff\xd8\xff')) return { is: 'image', mediaType: 'image/jpeg' };
  if (/^GIF8[79]a/.test(start)) return { is: 'image', mediaType: 'image/gif' };
  if (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP') {
    return { is: 'image', mediaType: 'image/webp' };
  }
  // Readers of PDF accept rubbish before the header, so people have such files.
  if (start.includes('%PDF-')) return { is: 'pdf' };
  if (/^\s*(<!doctype html|<html)/i.test(start)) return { is: 'html' };
  return { is: 'other' };
}
