import type { FileContent, FileRefused } from '../../core/file.ts';
import type { FileRef } from '../../core/message.ts';
import { decodeText } from '../../lib/decode-text.ts';
import { sniff } from './sniff.ts';

/** Text past it is cut and says so; images and PDF past theirs are refused, since half of one is none. */
const MAX_TEXT_BYTES = 1024 * 1024;
/** The model's own limits for one image and one document. */
const MAX_IMAGE_BYTES = 5 * 1024 * 1024;
const MAX_PDF_BYTES = 20 * 1024 * 1024;

/** How much of a file that begins like this is worth downloading. */
export function limitOf(head: Uint8Array): number {
  switch (sniff(head).is) {
    case 'image':
      return MAX_IMAGE_BYTES;
    case 'pdf':
      return MAX_PDF_BYTES;
    case 'html':
    case 'other':
      return MAX_TEXT_BYTES;
  }
}

/** Makes of the bytes what the model can be given, or says in half a sentence why not. */
export function readContent(
  { bytes, truncated }: { readonly bytes: Buffer; readonly truncated: boolean },
  file: FileRef,
): FileContent | FileRefused {
  const sniffed = sniff(bytes);
  switch (sniffed.is) {
    case 'html':
      return isLoginPage(bytes, file) ? refuse(LOGIN_PAGE) : readText(bytes, truncated, file);
    case 'image':
      if (truncated) return tooLarge('an image', file, MAX_IMAGE_BYTES);
      return { kind: 'image', mediaType: sniffed.mediaType, base64: bytes.toString('base64') };
    case 'pdf':
      if (truncated) return tooLarge('a PDF', file, MAX_PDF_BYTES);
      return { kind: 'pdf', base64: bytes.toString('base64') };
    case 'other':
      return readText(bytes, truncated, file);
  }
}

/**
 * Without the scope, Slack answers 200 with its login page. Such a page is not what was uploaded: it has another size,
 * and is HTML where something else was declared. (A canvas is HTML under a type of its own.)
 */
function isLoginPage(bytes: Buffer, { size, mimetype }: FileRef): boolean {
  if (mimetype === 'application/vnd.slack-docs') return false;
  if (bytes.byteLength >= MAX_TEXT_BYTES) return false;
  return size > 0 ? bytes.byteLength !== size : !mimetype.startsWith('text/html');
}

function readText(bytes: Buffer, truncated: boolean, file: FileRef): FileContent | FileRefused {
  if (bytes.byteLength === 0) return refuse('it is empty');
  const text = decodeText(bytes, truncated);
  if (text === null) {
    return refuse('it is neither text nor an image (PNG, JPEG, GIF, WebP) nor a PDF');
  }
  const truncatedBytes = truncated ? Math.max(file.size - bytes.byteLength, 1) : 0;
  return { kind: 'text', text, truncatedBytes };
}

function tooLarge(what: string, { size }: FileRef, limit: number): FileRefused {
  const measured = size > limit ? ` of ${megabytes(size)}` : '';
  return refuse(
    `it is ${what}${measured}, and I read ${what.split(' ')[1]}s of up to ${megabytes(limit)}`,
  );
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024 / 1024)} MB`;
}

function refuse(why: string): FileRefused {
  return { kind: 'refused', why };
}

const LOGIN_PAGE = 'Slack showed me its login page in its place: I am missing files:read';
