/** The house's colours. Text on each fill has a contrast of at least 7:1, lines on white of at least 3:1. */
export const ink = '#1e293b';
export const quietInk = '#475569';
export const lineColour = '#64748b';
export const paper = '#ffffff';

export interface Tone {
  readonly fill: string;
  readonly stroke: string;
  readonly text: string;
}

export const tones = {
  blue: { fill: '#eff6ff', stroke: '#3b82f6', text: ink },
  green: { fill: '#ecfdf5', stroke: '#059669', text: ink },
  amber: { fill: '#fffbeb', stroke: '#d97706', text: ink },
  violet: { fill: '#f5f3ff', stroke: '#7c3aed', text: ink },
  teal: { fill: '#f0fdfa', stroke: '#0d9488', text: ink },
  grey: { fill: '#f1f5f9', stroke: '#64748b', text: ink },
  red: { fill: '#fef2f2', stroke: '#dc2626', text: ink },
  yellow: { fill: '#fefce8', stroke: '#a16207', text: ink },
  dark: { fill: ink, stroke: ink, text: paper },
} as const satisfies Record<string, Tone>;

export type ToneName = keyof typeof tones;

/** A tone with the colours that a diagram's author gave, as far as they are colours and can be read. */
export function withOwnColours(tone: Tone, own: ReadonlyMap<string, string>): Tone {
  const fill = colourIn(own, 'fill') ?? tone.fill;
  const stroke = colourIn(own, 'stroke') ?? (fill === tone.fill ? tone.stroke : lineColour);
  const asked = colourIn(own, 'color') ?? tone.text;
  return { fill, stroke, text: contrast(asked, fill) >= 4.5 ? asked : readableOn(fill) };
}

function colourIn(own: ReadonlyMap<string, string>, property: string): string | null {
  const value = own.get(property);
  return value === undefined ? null : parseColour(value);
}

/** As `#rrggbb`, or null for what is no colour that we know: nothing else of an author's style gets into a picture. */
export function parseColour(value: string): string | null {
  const text = value.trim().toLowerCase();
  const named = names[text];
  if (named !== undefined) return named;
  if (/^#[0-9a-f]{6}$/.test(text)) return text;
  if (/^#[0-9a-f]{3}$/.test(text)) return text.replaceAll(/[0-9a-f]/g, '$&$&');
  const parts = /^rgba?\((\d{1,3}),\s*(\d{1,3}),\s*(\d{1,3})(?:,\s*[\d.]+)?\)$/.exec(text);
  if (parts === null) return null;
  const bytes = parts.slice(1, 4).map((part) => Math.min(255, Number(part)));
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

const names: Readonly<Record<string, string>> = {
  white: '#ffffff',
  black: '#000000',
  red: '#ff0000',
  green: '#008000',
  lime: '#00ff00',
  blue: '#0000ff',
  yellow: '#ffff00',
  orange: '#ffa500',
  purple: '#800080',
  pink: '#ffc0cb',
  gray: '#808080',
  grey: '#808080',
  lightgray: '#d3d3d3',
  lightgrey: '#d3d3d3',
  lightblue: '#add8e6',
  lightgreen: '#90ee90',
  lightyellow: '#ffffe0',
  lightpink: '#ffb6c1',
  cyan: '#00ffff',
  aqua: '#00ffff',
  teal: '#008080',
  navy: '#000080',
  gold: '#ffd700',
  tomato: '#ff6347',
  coral: '#ff7f50',
  salmon: '#fa8072',
  violet: '#ee82ee',
  brown: '#a52a2a',
  crimson: '#dc143c',
  darkgreen: '#006400',
  darkblue: '#00008b',
  darkred: '#8b0000',
  skyblue: '#87ceeb',
  steelblue: '#4682b4',
};

function readableOn(fill: string): string {
  return contrast(ink, fill) >= contrast(paper, fill) ? ink : paper;
}

/** WCAG 2 contrast of two `#rrggbb`, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

function luminance(colour: string): number {
  const channels = [1, 3, 5].map((at) => {
    const share = parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const [red = 0, green = 0, blue = 0] = channels;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
