import { toError } from '../../../lib/errors.ts';
import { cleanSource } from './clean-source.ts';
import { syntaxError, type SyntaxFault } from './syntax-fault.ts';

/** A source that Mermaid's own parser accepted: its type, and what the parser knows. The content is not typed: parse it. */
export interface Parsed {
  readonly ok: true;
  readonly type: string;
  readonly db: unknown;
}

export type ParseMermaid = (source: string) => Promise<Parsed | SyntaxFault>;

/**
 * Loads Mermaid's parser (0.5 s, 130 MB: in a child only) and tells it that there is a browser as far as it asks.
 *
 * Parsing wants DOMPurify, which without a DOM has no methods (mermaid-js/mermaid#6531), and `window`, and `Option`
 * for the colour of a sequence's box. The sanitiser may be the identity, because nothing of what comes out is ever
 * made into HTML: labels are escaped where they are written. `getDiagramFromText` is only half public: Mermaid is
 * pinned to one version, and each type has a test.
 */
export async function loadMermaid(): Promise<ParseMermaid> {
  const { default: purify } = await import('dompurify');
  Object.assign(purify, {
    addHook: () => {},
    removeAllHooks: () => {},
    sanitize: (text: string) => text,
  });
  const { default: mermaid } = await import('mermaid');
  Object.assign(globalThis, { window: {}, Option: StyleProbe });
  return async (source) => {
    const { text, title, skipped } = cleanSource(source);
    try {
      const { diagramType } = await mermaid.parse(text);
      const meta = title === null ? {} : { title };
      const { db } = await mermaid.mermaidAPI.getDiagramFromText(text, meta);
      return { ok: true, type: diagramType, db };
    } catch (thrown) {
      const fault = syntaxError(text, toError(thrown));
      return fault.line === null ? fault : { ...fault, line: fault.line + skipped };
    }
  };
}

/** `new Option().style.color = …` is how Mermaid asks a browser whether a word is a colour. */
class StyleProbe {
  readonly style: Record<string, string> = {};
}
