import { lineColour } from '../svg/colours.ts';
import type { Fonts } from '../svg/fonts.ts';
import type { Point } from '../svg/geometry.ts';
import { element, short } from '../svg/xml.ts';
import { drawHead } from './heads.ts';
import { edgeLabel, endLabel, onPaper } from './labels.ts';
import type { EdgeLayout } from './layout.ts';
import type { GraphEdge } from './model.ts';

export function drawEdge(edge: GraphEdge, layout: EdgeLayout | undefined): string {
  const [first, ...rest] = layout?.points ?? [];
  const last = rest.at(-1);
  if (layout === undefined || first === undefined || last === undefined) return '';
  if (edge.line === 'invisible') return '';
  const line = element('path', {
    d: `M${write(first)}C${rest.map(write).join(' ')}`,
    fill: 'none',
    stroke: lineColour,
    'stroke-width': edge.line === 'thick' ? 3 : 1.5,
    'stroke-dasharray': edge.line === 'dashed' ? '5 4' : null,
  });
  const from = layout.fromTip === null ? '' : drawHead(edge.fromHead, first, layout.fromTip);
  const to = layout.toTip === null ? '' : drawHead(edge.toHead, last, layout.toTip);
  return line + from + to;
}

/** Drawn after everything else: no line and no box may cover them. */
export function drawEdgeLabels(
  edge: GraphEdge,
  layout: EdgeLayout | undefined,
  fonts: Fonts,
): string {
  if (layout === undefined || edge.line === 'invisible') return '';
  return [
    onPaper(edgeLabel(edge, fonts), layout.label, fonts),
    onPaper(endLabel(edge.fromLabel, fonts), layout.fromLabel, fonts),
    onPaper(endLabel(edge.toLabel, fonts), layout.toLabel, fonts),
  ].join('');
}

function write({ x, y }: Point): string {
  return `${short(x)} ${short(y)}`;
}
