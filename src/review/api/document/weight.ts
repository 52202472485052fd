import { apiLimits } from '../limits.ts';

/**
 * Why a document is too much to walk, or null. YAML aliases are shared objects: a file of one kilobyte can be a
 * billion nodes to whoever visits each path, and a document can even contain itself. Each object is weighed once.
 */
export function tooHeavy(document: unknown): string | null {
  const weights = new Map<object, number>();
  const open = new Set<object>();

  /** Nodes beneath, or a sentence. */
  function weigh(value: unknown, depth: number): number | string {
    if (typeof value !== 'object' || value === null) return 1;
    const known = weights.get(value);
    if (known !== undefined) return known;
    if (open.has(value)) return 'An alias in it refers to what contains it, so it has no end.';
    if (depth > apiLimits.depth) return `It is nested deeper than ${apiLimits.depth} levels.`;
    open.add(value);
    let sum = 1;
    for (const inner of Object.values(value)) {
      const weight = weigh(inner, depth + 1);
      if (typeof weight === 'string') return weight;
      sum += weight;
      if (sum > apiLimits.nodes) return tooMany;
    }
    open.delete(value);
    weights.set(value, sum);
    return sum;
  }

  const weight = weigh(document, 0);
  return typeof weight === 'string' ? weight : null;
}

const tooMany = `With its aliases written out it has more than ${apiLimits.nodes.toLocaleString('en')} nodes.`;
