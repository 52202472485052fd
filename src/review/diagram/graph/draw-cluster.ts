import { lineColour, paper } from '../svg/colours.ts';
import type { Fonts } from '../svg/fonts.ts';
import type { Point, Rect } from '../svg/geometry.ts';
import { element } from '../svg/xml.ts';
import { clusterTitle, onPaper } from './labels.ts';
import type { Cluster } from './model.ts';
import { rounded } from './outlines.ts';

/** A frame around what belongs together; every second level is white, so that nesting shows. */
export function drawCluster(
  cluster: Cluster,
  place: { readonly rect: Rect; readonly title: Point } | undefined,
  clusters: readonly Cluster[],
): string {
  if (place === undefined) return '';
  const isBoundary = cluster.look === 'boundary';
  return element('path', {
    d: rounded(place.rect, 10),
    fill: groundOf(cluster, clusters),
    stroke: isBoundary ? lineColour : '#cbd5e1',
    'stroke-width': isBoundary ? 1.5 : 1,
    'stroke-dasharray': isBoundary ? '6 4' : null,
  });
}

/** Drawn later than the lines, which may cross it. */
export function drawClusterTitle(
  cluster: Cluster,
  place: { readonly title: Point } | undefined,
  clusters: readonly Cluster[],
  fonts: Fonts,
): string {
  const title = clusterTitle(cluster, fonts);
  if (place === undefined) return '';
  return onPaper(title, place.title, fonts, groundOf(cluster, clusters));
}

function groundOf(cluster: Cluster, clusters: readonly Cluster[]): string {
  return depthOf(cluster, clusters) % 2 === 0 ? '#f8fafc' : paper;
}

function depthOf(cluster: Cluster, clusters: readonly Cluster[]): number {
  const parent = clusters.find(({ id }) => id === cluster.parent);
  return parent === undefined ? 0 : 1 + depthOf(parent, clusters);
}
