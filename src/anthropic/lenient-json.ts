/**
 * The JSON value in a model's words: bare, in a code fence, or with prose around it. Undefined where there is none.
 * Needed for gateways that do not constrain the decoding.
 */
export function lenientJson(text: string): unknown {
  const fenced = /```(?:json)?\s*\n([\s\S]*?)```/.exec(text)?.[1];
  const start = text.indexOf('{');
  const braced = start < 0 ? undefined : text.slice(start, text.lastIndexOf('}') + 1);
  for (const candidate of [text, fenced, braced]) {
    const value = candidate === undefined ? undefined : parse(candidate);
    if (value !== undefined) return value;
  }
  return undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
