/** No longer than that; a cut is shown, and never leaves half a character. */
export function clip(text: string, chars: number): string {
  return text.length <= chars
    ? text
    : `${text.slice(0, chars - 1)}…`.replace(/\p{Surrogate}/gu, '');
}
