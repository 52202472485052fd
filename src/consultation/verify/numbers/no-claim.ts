import type { Quantity } from './quantities.ts';
import type { Surroundings } from './sentence.ts';

/**
 * Whether a number is chosen rather than claimed: a timeout, a page size, a threshold that should make somebody look.
 * Such a value is the proposal itself, and needs no source. What a system takes, holds, costs or promises does.
 */
export function isNoClaim(quantity: Quantity, { before, after }: Surroundings): boolean {
  const [value = 0] = quantity.values;
  if (quantity.isPeriod || value === 0) return true;
  if (trigger.test(before)) return true;
  if (quantity.dimension === 'percent') {
    return value === 100 || isRollout({ before, after }) || isProposed(before);
  }
  if (quantity.dimension === 'count' && value <= 10) return true;
  if (!settable.has(quantity.dimension)) return false;
  if (isRollout({ before, after }) || isProposed(before)) return true;
  return setting.test(near(before)) || setting.test(after.slice(0, 30));
}

const settable: ReadonlySet<Quantity['dimension']> = new Set(['time', 'count', 'bytes']);

const setting =
  /\b(?:time[- ]?outs?|ttl|time to live|retentions?|retain|keep|expir\w+|back-?off|retr(?:y|ies)|intervals?|every|poll\w*|batch(?:es)?|chunks?|pages?|page[_ ]size|limits?|caps?|capped|thresholds?|alert\w*|windows?|leases?|lock_timeout|statement_timeout|set|sets|default\w*|rate[- ]limit\w*|debounce|grace|jitter|prefetch|buffers?|pool(?: size)?s?|lifetimes?|live|lives|valid for|argon2\w*|for example|e\.g\.|such as|say|varchar|zeitlimit|alle|délai|toutes les)\b/i;

const rollout =
  /\b(?:canary|roll\w*|ramp\w*|sampl\w+|alert\w*|thresholds?|traffic first|instances first|retry budget)\b/i;

function isRollout({ before, after }: Surroundings): boolean {
  return rollout.test(near(before)) || rollout.test(after.slice(0, 30));
}

/** "Keep utilization below 70 %", "then accept timestamps within 5 minutes": what somebody shall do, in one breath. */
function isProposed(before: string): boolean {
  const [, rest] = proposing.exec(before) ?? [];
  return rest !== undefined && !claiming.test(rest);
}

const proposing =
  /(?:^|[.!?:;,|\n]|\b(?:and|then|or|should|must|to)\b)[\s*_>-]*(?:keep|plan|aim|hold|stay|limit|allow|accept|answer|release|ship|deploy|start|begin|give|let|rotate|refresh|reserve|leave|target|budget|wait)\b([^:;.!?]{0,80})$/i;

/** "Start with Redis, which takes 2 ms" says something of Redis. */
const claiming =
  /\b(?:which|that|it|is|are|was|has|have|takes?|costs?|holds?|needs?|serves?|handles?|grows?)\b/i;

/** "Revisit when the table passes 50M rows": the number is the condition. */
const trigger =
  /\b(?:if|when|once|until|unless|as soon as|revisit|wenn|sobald|bis|quand|dès que|cuando)\b[^.]*$/i;

function near(before: string): string {
  return before.slice(-60);
}
