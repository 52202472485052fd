import type { Asked } from './asked.ts';
import { drawnArrows } from './drawn-arrows.ts';
import { guessLanguage, isCodeLabel } from './guess-language.ts';

export interface PlannedCall {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** The tools that what was brought asks for by itself. At most one for each piece, and only those that are offered. */
export function planCalls(asked: Asked): readonly PlannedCall[] {
  const planned = [
    ...asked.files.flatMap(forFile),
    ...asked.blocks.flatMap(forBlock),
    ...(asked.form === null
      ? [...forNumbers(asked.text), ...forArrows(asked.text)]
      : forForm(asked.form)),
  ];
  return planned.filter(({ name }) => asked.tools.includes(name)).slice(0, MOST_CALLS);
}

function forFile(file: string): readonly PlannedCall[] {
  if (/\.(sql|ddl|prisma|dbml)$|schema\.rb$/i.test(file))
    return [{ name: 'review_schema', input: { file } }];
  if (/\.(graphqls?|gql|proto)$|(openapi|swagger|asyncapi)[^/]*\.(ya?ml|json)$/i.test(file)) {
    return [{ name: 'check_api', input: { file } }];
  }
  if (/\.(tsx?|m?js|cjs|py|java|kts?|cs|go|php|rb)$/i.test(file))
    return [{ name: 'review_code', input: { file } }];
  return [];
}

function forBlock({ label, text }: Asked['blocks'][number]): readonly PlannedCall[] {
  if (/\b(create|alter)\s+(unlogged\s+)?table\b/i.test(text))
    return [{ name: 'review_schema', input: { sql: text } }];
  if (
    /^[^\S\n]*["']?(openapi|swagger|asyncapi)["']?\s*:/m.test(text) ||
    /^(graphql|proto(buf)?)$/i.test(label)
  ) {
    return [{ name: 'check_api', input: { text } }];
  }
  if (/^mermaid$/i.test(label)) {
    return [{ name: 'render_diagram', input: { title: 'Your diagram', mermaid: text } }];
  }
  const language = isCodeLabel(label) ? label : label === '' ? guessLanguage(text) : null;
  return language === null ? [] : [{ name: 'review_code', input: { language, code: text } }];
}

/** Only from numbers that were stated, and only where a pair of them says something together. */
function forNumbers(text: string): readonly PlannedCall[] {
  const rate = stated(text, PER_SECOND);
  const latency = stated(text, /(?<![\d.,])([\d.,]+)\s*()(?:ms|milliseconds)\b/);
  if (rate === null || latency === null) return [];
  return [
    {
      name: 'estimate_capacity',
      input: { calculations: [{ kind: 'concurrency', requests_per_s: rate, latency_ms: latency }] },
    },
  ];
}

function forArrows(text: string): readonly PlannedCall[] {
  const mermaid = drawnArrows(text);
  return mermaid === null
    ? []
    : [{ name: 'render_diagram', input: { title: 'As you wrote it', mermaid } }];
}

/** The answers of a form, and what it assumes: said so beside the result. */
function forForm(text: string): readonly PlannedCall[] {
  const calculations = fromForm(text);
  return calculations.length === 0 ? [] : [{ name: 'estimate_capacity', input: { calculations } }];
}

interface Calculation {
  readonly kind: 'concurrency' | 'availability';
  readonly [input: string]: unknown;
}

export function fromForm(text: string): readonly Calculation[] {
  const rate = stated(text, PER_SECOND);
  const target = stated(text, /p9\d(?:\.\d)? below ([\d.,]+)\s*()ms/);
  const up = stated(text, /(?<![\d.])([\d.]+)\s*()% available/);
  return [
    ...(rate === null || target === null
      ? []
      : [{ kind: 'concurrency' as const, requests_per_s: rate, latency_ms: target }]),
    ...(up === null
      ? []
      : [
          {
            kind: 'availability' as const,
            parts: [{ name: 'the whole', availability_percent: up }],
          },
        ]),
  ];
}

const PER_SECOND =
  /(?<![\d.,])([\d.,]+)\s*([kKmM]?)\s*(?:requests?|reqs?|queries|calls)?\s*(?:\/\s*s(?:ec(?:ond)?)?\b|per second|a second|rps\b|qps\b)/;

function stated(text: string, pattern: RegExp): number | null {
  // Blanks between the parts of a pattern belong to any of them: a row of them is tried in each way.
  const [, digits = '', unit = ''] = pattern.exec(text.replaceAll(/\s+/g, ' ')) ?? [];
  const number = Number(digits.replaceAll(',', ''));
  const times = { k: 1e3, m: 1e6 }[unit.toLowerCase()] ?? 1;
  return digits !== '' && number > 0 ? number * times : null;
}

const MOST_CALLS = 6;
