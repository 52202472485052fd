import type { Field } from './fields.ts';
import { scalarText } from './scalars.ts';

/** A field as text, whatever YAML made of it (a number, a date, a list). Null: missing or empty. */
export function textOf(field: Field | undefined): string | null {
  if (field === undefined || field.value === null) return null;
  const { value, raw } = field;
  const text = typeof value === 'string' ? value : (listText(value) ?? asWritten(value, raw));
  return text.trim() === '' ? null : text.trim();
}

/**
 * Turns the escapes that generators leave in a description into what they mean. `C:\new` stays: after a drive
 * letter a backslash is a path.
 */
export function unescapeText(text: string): string {
  return text
    .replace(/(?<!\b[A-Za-z]:[\w.\\-]*)\\{1,2}(?:r\\{1,2}n|n)/g, '\n')
    .replace(/(?<!\b[A-Za-z]:[\w.\\-]*)\\{1,2}t/g, '\t')
    .replace(/\\{1,2}"/g, '"');
}

function listText(value: unknown): string | null {
  if (!Array.isArray(value)) return null;
  const items: unknown[] = value;
  return items.every((item) => typeof item !== 'object' || item === null)
    ? items.map(scalarText).join(', ')
    : null;
}

/** A number or a date is shown as it was written: `007`, `1.0` and `2024-01-01` are names. */
function asWritten(value: unknown, raw: string): string {
  if (value === undefined || typeof value === 'object') return raw;
  return raw === '' ? scalarText(value) : raw.replace(/\s+#.*$/, '');
}
