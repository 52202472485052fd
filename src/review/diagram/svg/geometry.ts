/** Pixels; y grows downwards. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** `x`, `y`: the upper left corner. */
export interface Rect extends Point, Size {}

export function around(center: Point, { width, height }: Size): Rect {
  return { x: center.x - width / 2, y: center.y - height / 2, width, height };
}
