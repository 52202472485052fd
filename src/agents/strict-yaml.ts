import matter from 'gray-matter';
import { toError } from '../lib/errors.ts';

export type StrictYaml =
  | { readonly ok: true; readonly fields: ReadonlyMap<string, unknown> }
  /** `line` counts from 0 within the block. */
  | { readonly ok: false; readonly why: string; readonly line?: number };

/**
 * Parses front matter as YAML, through gray-matter, past its two traps: without an options object it caches, and
 * the cache swallows the error of a second parse (jonschlinkert/gray-matter #166); and a tag after the opening
 * fence chooses an engine, one of which is `eval` (#112). Here the fence is ours, carries no tag and cannot occur
 * in the block, and every engine but YAML's throws.
 */
export function parseStrictYaml(block: string): StrictYaml {
  try {
    const { data } = matter(`${fence}\n${block}\n${fence}\n`, {
      delimiters: [fence, fence],
      language: 'yaml',
      engines: { javascript: refuse, js: refuse, json: refuse, coffee: refuse, toml: refuse },
    });
    const parsed: unknown = data;
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
      return { ok: false, why: 'it is not a list of "key: value" fields' };
    }
    return { ok: true, fields: new Map(Object.entries(parsed)) };
  } catch (thrown) {
    return failure(thrown);
  }
}

// NUL cannot occur: normaliseText refused it.
const fence = '---\0';

function refuse(): never {
  throw new Error('only YAML front matter is read');
}

function failure(thrown: unknown): StrictYaml {
  const error = toError(thrown);
  const why = (error.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '');
  const at = / at line (\d+), column \d+/.exec(error.message)?.[1];
  // js-yaml counts from 1, and gray-matter hands it the line break after the fence as a first, empty line.
  return at === undefined ? { ok: false, why } : { ok: false, why, line: Number(at) - 2 };
}
