import { Resvg } from '@resvg/resvg-js';
import { fontFamily, type Fonts } from './fonts.ts';
import { paper } from './colours.ts';
import type { Size } from './geometry.ts';
import type { Svg } from './frame.ts';

export interface Png extends Size {
  readonly bytes: Uint8Array;
}

/** Larger pictures are refused by viewers, or shown as a smear. */
const longestEdge = 4096;
/** Two pixels for one: sharp on the screens that people have. */
const zoom = 2;
/** At less than this the words of a picture, 13 pixels high, cannot be read any more. */
const leastZoom = 0.75;

/** A PNG, or null when the drawing is too large to be read in one picture. */
export function rasterise({ source, width, height }: Svg, fonts: Fonts): Png | null {
  const scale = Math.min(zoom, longestEdge / Math.max(width, height));
  if (scale < leastZoom) return null;
  const resvg = new Resvg(source, {
    fitTo: { mode: 'zoom', value: scale },
    background: paper,
    font: {
      fontFiles: [...fonts.files],
      loadSystemFonts: false,
      defaultFontFamily: fontFamily,
    },
  });
  const image = resvg.render();
  return { bytes: image.asPng(), width: image.width, height: image.height };
}
