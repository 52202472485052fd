import { isError } from './errors.ts';
import { withoutKeys } from './key-shapes.ts';

/** Makes a value fit for a log line: plain data, bounded in depth and size, with every secret taken out. */
export type Redact = (value: unknown) => unknown;

const mask = '[redacted]';
const deepest = 6;
const mostItems = 100;
/** Longer than any stack, shorter than a file somebody logged by mistake. */
const longestText = 10_000;

/** Field names that hold a secret. Anchored at the end, so that `inputTokens` and `threadKey` stay readable. */
const secretName =
  /(?:token|secret|password|passwd|authorization|api[-_]?key|cookie|credentials?|response_?url)$/i;

const secretShapes: readonly [RegExp, string][] = [
  // Slack's and Anthropic's own go whatever their length.
  [/\bxox[a-z](?:\.xox[a-z])?-[\w-]+/g, mask],
  [/\bxapp-[\w-]+/g, mask],
  [/\bsk-ant-[\w-]+/g, mask],
  [/\b(Bearer)\s+[\w.~+/=-]+/gi, `$1 ${mask}`],
  // A password in a URL: redis://user:password@host
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/?#"]*@/gi, `$1${mask}@`],
  // Whoever has one of these may post into the workspace, or listen to it.
  [/(https:\/\/hooks\.slack(?:-gov)?\.com\/)[^\s"'<>]+/gi, `$1${mask}`],
  [/([?&]ticket=)[^\s&"'<>]+/gi, `$1${mask}`],
];

/** `secrets` are the configured ones: they are found whatever they look like. */
export function createRedact(secrets: readonly string[] = []): Redact {
  // Shorter ones would blot out ordinary words.
  const known = secrets.filter((secret) => secret.length >= 8);
  const text = (value: string) => withoutSecrets(bounded(value), known);
  return (value) => clean(value, text, deepest);
}

function clean(value: unknown, text: (value: string) => string, depth: number): unknown {
  if (typeof value === 'string') return text(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) return '[deeper]';
  if (isError(value)) return cleanError(value, text, depth);
  if (value instanceof URL) return text(value.href);
  if (value instanceof Date) return value.toJSON();
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) {
    return value.slice(0, mostItems).map((item) => clean(item, text, depth - 1));
  }
  return cleanFields(value, text, depth);
}

function cleanFields(
  value: object,
  text: (value: string) => string,
  depth: number,
): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value).slice(0, mostItems)) {
    const hidden = secretName.test(name) && typeof field === 'string' && field !== '';
    fields[name] = hidden ? mask : clean(field, text, depth - 1);
  }
  return fields;
}

/** Only what is named here: the errors of SDKs carry whole requests, headers included. */
function cleanError(
  error: Error,
  text: (value: string) => string,
  depth: number,
): Record<string, unknown> {
  const cause = clean(error.cause, text, depth - 1);
  return {
    type: error.name,
    message: text(error.message),
    ...errorFacts(error, text),
    stack: text(error.stack ?? ''),
    ...(cause !== undefined && { cause }),
    ...('errors' in error && { errors: clean(error.errors, text, depth - 1) }),
  };
}

function errorFacts(error: Error, text: (value: string) => string): Record<string, unknown> {
  const facts: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(error)) {
    if (typeof value === 'number') facts[name] = value;
    if (name === 'code' && typeof value === 'string') facts[name] = text(value);
    if (name === 'kind' && typeof value === 'string') facts[name] = text(value);
    if (/^request_?id$/i.test(name) && typeof value === 'string') facts[name] = text(value);
  }
  return facts;
}

function bounded(value: string): string {
  if (value.length <= longestText) return value;
  return `${value.slice(0, longestText)}… (${value.length} characters)`;
}

function withoutSecrets(value: string, known: readonly string[]): string {
  const named = known.reduce((rest, secret) => rest.replaceAll(secret, mask), value);
  const shown = secretShapes.reduce(
    (rest, [shape, replacement]) => rest.replace(shape, replacement),
    named,
  );
  return withoutKeys(shown, mask);
}
