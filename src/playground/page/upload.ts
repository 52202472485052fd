import type { UploadedFile } from '../wire.ts';

/** A picked file as it goes to the server. */
export async function readUpload(file: File): Promise<UploadedFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return { name: file.name, mimetype: file.type || 'text/plain', base64: btoa(binary) };
}
