/**
 * What markdown-it asks of the package `entities`, by the browser's own table: the package brings one of 48 KB.
 * `vite.config.ts` puts this in its place.
 */
export function decodeHTML(text: string): string {
  const field = document.createElement('textarea');
  // A text area holds text only: no tag in it is one, nothing is loaded or run.
  field.innerHTML = text;
  return field.value;
}

/** One reference, which counts with its semicolon only: "&notit;" is none, and "&semi;" is one. */
export function decodeHTMLStrict(reference: string): string {
  const decoded = decodeHTML(reference);
  return decoded.endsWith(';') && decoded !== ';' ? reference : decoded;
}
