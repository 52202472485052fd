/** How wide each character of a TrueType font is. */
export interface FontFace {
  /** In units of the font size; null when the font has no such character. */
  advance(codePoint: number): number | null;
}

/**
 * Reads the three tables that say how wide text will be: `cmap` (which glyph), `hmtx` (its advance) and `head` (the
 * unit). Kerning is left aside: it only makes text a little narrower. https://learn.microsoft.com/typography/opentype/spec
 */
export function readFontFace(file: Uint8Array): FontFace {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const table = tablesOf(view);
  const unitsPerEm = view.getUint16(table('head') + 18);
  const metrics = view.getUint16(table('hhea') + 34);
  const advances = table('hmtx');
  const glyphOf = readCharacterMap(view, table('cmap'));
  return {
    advance(codePoint) {
      const glyph = glyphOf(codePoint);
      if (glyph === 0) return null;
      return view.getUint16(advances + 4 * Math.min(glyph, metrics - 1)) / unitsPerEm;
    },
  };
}

function tablesOf(view: DataView): (tag: string) => number {
  const offsets = new Map<string, number>();
  for (let at = 12; at < 12 + 16 * view.getUint16(4); at += 16) {
    const tag = [0, 1, 2, 3].map((byte) => String.fromCharCode(view.getUint8(at + byte))).join('');
    offsets.set(tag, view.getUint32(at + 8));
  }
  return (tag) => {
    const offset = offsets.get(tag);
    if (offset === undefined) throw new Error(`the font has no table ${tag}`);
    return offset;
  };
}

type GlyphOf = (codePoint: number) => number;

/** Format 12 knows all of Unicode; format 4, which every font has, its first plane. */
function readCharacterMap(view: DataView, cmap: number): GlyphOf {
  const subtables = new Map<number, number>();
  for (let at = cmap + 4; at < cmap + 4 + 8 * view.getUint16(cmap + 2); at += 8) {
    const offset = cmap + view.getUint32(at + 4);
    subtables.set(view.getUint16(offset), offset);
  }
  const full = subtables.get(12);
  if (full !== undefined) return (codePoint) => glyphInGroups(view, full, codePoint);
  const basic = subtables.get(4);
  if (basic === undefined) throw new Error('the font maps no Unicode characters');
  return (codePoint) => glyphInSegments(view, basic, codePoint);
}

function glyphInGroups(view: DataView, offset: number, codePoint: number): number {
  let low = 0;
  let high = view.getUint32(offset + 12) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const group = offset + 16 + 12 * middle;
    if (codePoint > view.getUint32(group + 4)) low = middle + 1;
    else if (codePoint < view.getUint32(group)) high = middle - 1;
    else return view.getUint32(group + 8) + codePoint - view.getUint32(group);
  }
  return 0;
}

function glyphInSegments(view: DataView, offset: number, codePoint: number): number {
  const twice = view.getUint16(offset + 6);
  const ends = offset + 14;
  for (let at = 0; at < twice; at += 2) {
    if (codePoint > view.getUint16(ends + at)) continue;
    const start = view.getUint16(ends + 2 + twice + at);
    if (codePoint < start) return 0;
    const delta = view.getUint16(ends + 2 + 2 * twice + at);
    const rangeAt = ends + 2 + 3 * twice + at;
    const range = view.getUint16(rangeAt);
    if (range === 0) return (codePoint + delta) & 0xffff;
    const glyph = view.getUint16(rangeAt + range + 2 * (codePoint - start));
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
  }
  return 0;
}
