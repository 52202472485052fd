import { showNumber } from '../capacity/figure.ts';
import type { TopologyReview } from './analyse.ts';
import type { Chain } from './chain.ts';
import type { Latency } from './latency.ts';
import type { Loss } from './losses.ts';

export function writeTopologyReview(review: TopologyReview): string {
  return [
    ...section(
      'Weaknesses',
      review.bottlenecks.map(
        ({ id, severity, what, remedy }) => `- **${severity}** \`${id}\` ${what} ${remedy}`,
      ),
    ),
    ...section('Time to an answer', review.latencies.map(writeLatency)),
    ...section('What an answer needs', review.chains.map(writeChain)),
    ...section('When a part is lost', review.losses.map(writeLoss)),
  ].join('\n');
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`### ${title}`, ...lines, ''];
}

function writeLatency({ entry, totalMs, shares, unstated }: Latency): string {
  const largest = shares.slice(0, 5).map(({ name, ms }) => `${name} ${showNumber(ms)} ms`);
  const missing =
    unstated.length === 0 ? '' : ` Counted as 0, because nobody stated it: ${unstated.join(', ')}.`;
  return `- ${entry}: ${showNumber(totalMs)} ms${largest.length === 0 ? '' : ` (${largest.join(', ')})`}.${missing}`;
}

function writeChain({ entry, parts, depth, availabilityPercent, unstated }: Chain): string {
  const product =
    availabilityPercent === null
      ? 'no availability was stated'
      : `${showNumber(availabilityPercent)} % at best`;
  const missing =
    availabilityPercent === null || unstated.length === 0
      ? ''
      : `, without ${unstated.join(', ')}, whose availability nobody stated`;
  return `- ${entry}: ${parts.length} parts (${parts.join(', ')}), ${depth} waiting calls deep, ${product}${missing}.`;
}

function writeLoss({ name, fails, degrades, delays }: Loss): string {
  const effects = [
    ...(fails.length === 0 ? [] : [`no answer from ${fails.join(', ')}`]),
    ...(degrades.length === 0 ? [] : [`${degrades.join(', ')} answers without it`]),
    ...(delays.length === 0 ? [] : [`work behind ${delays.join(', ')} waits`]),
  ];
  return `- ${name}: ${effects.length === 0 ? 'no entry notices' : effects.join('; ')}.`;
}
