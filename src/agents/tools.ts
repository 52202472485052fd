import type { Field } from './fields.ts';
import { unquote } from './raw-text.ts';
import { scalarText } from './scalars.ts';

/**
 * The tools that a file names, in its order and spelling; null when it names none at all. A list in any of the
 * ways people write it: commas, a YAML list, a flow list, a list or map of maps.
 */
export function toolsOf(field: Field | undefined): readonly string[] | null {
  if (field === undefined || field.value === null) return null;
  const { value, raw } = field;
  if (typeof value === 'object') return splitTools(namesOf(value).join(', '));
  const text = (typeof value === 'string' ? value : raw).trim();
  if (text === '') return null;
  const asLines = text
    .split('\n')
    .map((line) => line.replace(/^\s*-\s+/, '').replace(/\s+#.*$/, ''));
  return splitTools(asLines.join(', ').replace(/^\[(.*?)\]?$/s, '$1'));
}

/** Splits on commas outside parentheses: `Bash(git log:*, git diff:*)` is one tool. */
function splitTools(text: string): readonly string[] {
  const items: string[] = [];
  let depth = 0;
  let item = '';
  for (const character of text) {
    if (character === ',' && depth === 0) {
      items.push(item);
      item = '';
      continue;
    }
    if (character === '(') depth += 1;
    if (character === ')') depth = Math.max(0, depth - 1);
    item += character;
  }
  items.push(item);
  return items.map((each) => unquote(each.trim())).filter((each) => each !== '');
}

function namesOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(namesOf);
  if (typeof value !== 'object' || value === null) return [scalarText(value)];
  return Object.entries(value)
    .filter(([, enabled]) => enabled !== false)
    .map(([name]) => name);
}
