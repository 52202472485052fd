import type { Tool, ToolResult } from '../../core/tool.ts';
import { toError } from '../../lib/errors.ts';
import { excerptOf, type ToolDeed } from './deed.ts';
import { inWords } from './inspect-thread.ts';
import type { Watch } from './watch.ts';

/** The same tools; each run is noted, with its result. */
export function watchedTools(tools: readonly Tool[], watch: Watch): readonly Tool[] {
  return tools.map((tool) => ({
    ...tool,
    async run(input, context) {
      const begun = beginning(tool, input, watch);
      watch.note(begun);
      const ended = (more: Partial<ToolDeed>) =>
        watch.note({ ...begun, ...more, tookMs: Date.now() - begun.at });
      try {
        const result = await tool.run(input, context);
        ended(outcomeOf(result));
        return result;
      } catch (thrown) {
        ended({ ok: false, failure: toError(thrown).name });
        throw thrown;
      }
    },
  }));
}

function beginning({ name }: Tool, input: unknown, watch: Watch): ToolDeed {
  const written = excerptOf(JSON.stringify(input) ?? '', HEAD_CHARS);
  const nothingYet = { ok: null, result: null, evidence: [], files: [] };
  return { ...watch.begin(), ...nothingYet, kind: 'tool', name, input: written };
}

function outcomeOf(said: ToolResult): Pick<ToolDeed, 'ok' | 'result' | 'evidence' | 'files'> {
  const result = excerptOf(said.content, HEAD_CHARS);
  if (!said.ok) return { ok: false, result, evidence: [], files: [] };
  const { evidence = [], artifacts = [] } = said;
  return {
    ok: true,
    result,
    evidence: evidence.map(inWords),
    files: artifacts.map(({ name }) => name),
  };
}

const HEAD_CHARS = 1_000;
