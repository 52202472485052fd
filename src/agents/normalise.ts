/** Beyond this a file is no agent but an accident: the prompt would be sent with every request. */
export const maxAgentFileBytes = 256 * 1024;

export type NormalisedText =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: string };

/** One kind of line end, no byte order mark, nothing binary: everything after this sees plain text. */
export function normaliseText(source: string): NormalisedText {
  if (Buffer.byteLength(source) > maxAgentFileBytes) return { ok: false, why: tooLarge };
  if (source.includes('\0')) {
    return { ok: false, why: 'it contains NUL bytes: binary, or UTF-16 (save it as UTF-8)' };
  }
  return { ok: true, text: source.replace(/^\uFEFF+/, '').replace(/\r\n?/g, '\n') };
}

export const tooLarge = `it is larger than ${maxAgentFileBytes / 1024} KB`;
