/** The first paragraph of a prompt that is prose: no heading, list, table, quote, comment or code. Null: none. */
export function firstProse(body: string): string | null {
  const text = body
    .replace(/^(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1.*$/gm, '')
    .replace(/<!--[\s\S]*?-->/g, '');
  for (const paragraph of text.split(/\n\s*\n/)) {
    const lines = paragraph.split('\n').map((line) => line.trim());
    const prose = lines.filter((line) => line !== '' && !isMarkup(line)).join(' ');
    if (/\p{L}{2}/u.test(prose)) return shorten(prose);
  }
  return null;
}

const longest = 400;

function shorten(prose: string): string {
  if (prose.length <= longest) return prose;
  const cut = prose.slice(0, longest);
  return cut.slice(0, Math.max(cut.lastIndexOf(' '), longest / 2)).trim();
}

function isMarkup(line: string): boolean {
  return /^(?:#{1,6}\s|[-*+]\s|\d+[.)]\s|\||>|-{3,}$|={3,}$|\*{3,}$)/.test(line);
}
