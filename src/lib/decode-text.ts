/**
 * The text of a file, or null when it is none: not valid UTF-8 (or UTF-16 with a byte order mark), or with a NUL in
 * it. `truncated`: the last character may be cut in half, and is dropped.
 */
export function decodeText(bytes: Uint8Array, truncated: boolean): string | null {
  const text = decode(bytes, encodingOf(bytes), truncated);
  return text === null || text.includes('\0') ? null : text;
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return 'utf-8';
}

function decode(bytes: Uint8Array, encoding: string, truncated: boolean): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: truncated });
  } catch {
    return null;
  }
}
