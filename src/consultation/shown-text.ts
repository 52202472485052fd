import { houseRules } from './house-contract.ts';
import { createKeyMask } from './key-mask.ts';
import { createRecitalFilter, readRules } from './recital.ts';
import { chainFilters, filtered, type TextFilter } from './text-filter.ts';

/** What no text of an answer may hold, whatever a model writes: keys, and passages of the house rules. */
export function createShownFilter(): TextFilter {
  return chainFilters(createKeyMask(), createRecitalFilter(rules));
}

const rules = readRules(houseRules);

export function shownText(text: string): string {
  return filtered(text, createShownFilter());
}

/** The same for all text in what a model handed over: it is posted beneath the answer, and kept in decisions. */
export function shownValue(value: unknown): unknown {
  if (typeof value === 'string') return shownText(value);
  if (Array.isArray(value)) return value.map(shownValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shownValue(inner)]));
}
