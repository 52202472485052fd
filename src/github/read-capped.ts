/** The body as UTF-8 text, or why not. Takes no more than `most` bytes off the wire, whatever the server sends. */
export async function readCapped(
  response: Response,
  most: number,
): Promise<{ readonly text: string } | { readonly wrong: 'too-long' | 'no-text' }> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    const bytes: Uint8Array = chunk;
    size += bytes.length;
    // Leaving the loop cancels the rest.
    if (size > most) return { wrong: 'too-long' };
    chunks.push(bytes);
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
    return text.includes('\0') ? { wrong: 'no-text' } : { text };
  } catch {
    return { wrong: 'no-text' };
  }
}
