import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { readFontFace, type FontFace } from './font-face.ts';

export type Weight = 'regular' | 'semibold';

export interface TextStyle {
  readonly size: number;
  readonly weight: Weight;
}

/** The fonts that ship with the bot: the same picture on each machine, and text as wide as it was measured. */
export interface Fonts {
  /** For the rasteriser. */
  readonly files: readonly string[];
  widthOf(text: string, style: TextStyle): number;
  has(codePoint: number): boolean;
}

export const fontFamily = 'Inter';

/** Inter for Latin, Greek and Cyrillic; DejaVu Sans for what Inter lacks (Arabic, Hebrew, symbols). */
export function loadFonts(): Fonts {
  const regular = readFace(fonts.regular);
  const semibold = readFace(fonts.semibold);
  const fallback = readFace(fonts.fallback);
  const faces = { regular: [regular, fallback], semibold: [semibold, fallback] };
  return {
    files: Object.values(fonts).map(pathOf),
    widthOf: (text, { size, weight }) => size * sum(text, faces[weight]),
    has: (codePoint) => advanceIn(faces.regular, codePoint) !== null,
  };
}

const fonts = {
  regular: '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
  semibold: '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
  fallback: 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf',
} as const;

/** What no font has is drawn as a box of about this width. */
const missingAdvance = 1;

function sum(text: string, faces: readonly FontFace[]): number {
  let width = 0;
  for (const character of text) {
    width += advanceIn(faces, character.codePointAt(0) ?? 0) ?? missingAdvance;
  }
  return width;
}

function advanceIn(faces: readonly FontFace[], codePoint: number): number | null {
  for (const face of faces) {
    const advance = face.advance(codePoint);
    if (advance !== null) return advance;
  }
  return null;
}

function readFace(name: string): FontFace {
  return readFontFace(readFileSync(pathOf(name)));
}

/** From source the fonts are the packages'; the build copies them beside the bundle. */
function pathOf(name: string): string {
  if (import.meta.url.endsWith('.ts')) return createRequire(import.meta.url).resolve(name);
  return fileURLToPath(new URL(`./fonts/${name.split('/').at(-1)}`, import.meta.url));
}
