import { getLineColLocation, parseYaml, Source } from '@redocly/openapi-core';
import { toError } from '../../../lib/errors.ts';
import type { LineOf } from '../rule.ts';
import { isRecord } from './node.ts';
import { tooHeavy } from './weight.ts';

/** A JSON or YAML document, with the lines of its parts. */
export interface ParsedDocument {
  readonly source: Source;
  readonly value: Readonly<Record<string, unknown>>;
  readonly lineOf: LineOf;
}

/** A place that does not exist: what refers to a file relative to it can be recognised, and is never read. */
const VIRTUAL = '/virtual/contract.yaml';

/** The document, or the sentence that says why it is none. */
export function parseDocument(text: string): ParsedDocument | string {
  let value: unknown;
  try {
    value = parseText(text);
  } catch (thrown) {
    return notParsed(toError(thrown));
  }
  if (!isRecord(value)) return 'It is no JSON or YAML object.';
  const heavy = tooHeavy(value);
  if (heavy !== null) return heavy;
  const source = new Source(VIRTUAL, text);
  return { source, value, lineOf: (pointer) => lineIn(source, pointer) };
}

/** JSON first: twenty times as fast. YAML is asked where JSON fails, also for its better message. */
function parseText(text: string): unknown {
  if (text.trimStart().startsWith('{')) {
    try {
      return JSON.parse(text);
    } catch {
      return parseYaml(text);
    }
  }
  return parseYaml(text);
}

function notParsed(error: Error): string {
  if (error instanceof RangeError) return 'It is nested too deeply to be read.';
  const mark = 'mark' in error && isRecord(error.mark) ? error.mark : {};
  const line = typeof mark['line'] === 'number' ? ` in line ${mark['line'] + 1}` : '';
  const reason = 'reason' in error ? String(error.reason) : error.message;
  return `It cannot be read as JSON or YAML${line}: ${reason.split('\n')[0] ?? ''}.`;
}

function lineIn(source: Source, pointer: string): number {
  const found = getLineColLocation({ source, pointer, reportOnKey: true });
  return found.start.line;
}
