import type { Artifact } from '../../core/artifact.ts';
import type { Log } from '../../lib/log.ts';
import type { SchemaSource } from '../schema-sources.ts';
import type { Block, BlockChecks, BlockResult } from './block-check.ts';
import { kindOf, mayBeChecked } from './block-kind.ts';
import type { Executed } from './executed.ts';
import { beforePartialOpening, type Fence, readFences } from './fences.ts';

/** A block that was checked, where it stands in the text that was asked about. */
export interface InspectedBlock {
  readonly fence: Fence;
  readonly kind: Block['kind'];
  /** Null: the check did not come to an end. */
  readonly result: BlockResult | null;
}

/**
 * Checks the fenced blocks of an answer while it is being written. A block is known by its content, so a text that is
 * written again, or corrected in one place, has only its new blocks checked.
 */
export interface Inspection {
  /** How much of the text may be seen: up to the first block that has not passed. Starts the checks of what is new. */
  releasable(text: string): number;
  /** Waits until every block of the text is checked. Never rejects; what was aborted has no result. */
  settle(text: string): Promise<void>;
  /** The blocks of the text that could be checked. */
  blocks(text: string): readonly InspectedBlock[];
}

export interface InspectionDeps {
  readonly checks: BlockChecks;
  /** The schema that people brought to the thread. */
  readonly schema: () => Promise<readonly SchemaSource[]>;
  /** What tools executed in this turn already. */
  readonly executed: Executed;
  readonly log: Log;
}

interface Checking {
  readonly kind: Block['kind'];
  readonly done: Promise<void>;
  /** Undefined while it runs. */
  result: BlockResult | null | undefined;
}

export function createInspection(deps: InspectionDeps, signal: AbortSignal): Inspection {
  const known = new Map<string, Checking>();

  /** Tables of one block are there for the next: DDL waits for the DDL above it. */
  function start(fence: Fence, above: readonly Fence[]): Checking | null {
    const kind = kindOf(fence);
    if (kind === null || deps.checks[kind] === undefined) return null;
    const key = keyOf(fence);
    const running = known.get(key);
    if (running !== undefined) return running;
    const before = kind === 'ddl' ? above.filter((other) => kindOf(other) === 'ddl') : [];
    const checking: Checking = { kind, result: undefined, done: run() };
    known.set(key, checking);
    return checking;

    async function run(): Promise<void> {
      await Promise.all(before.flatMap((other) => known.get(keyOf(other))?.done ?? []));
      const result = await check(fence, kind ?? 'code', before, deps, signal);
      checking.result = result;
    }
  }

  function look(text: string): readonly { fence: Fence; checking: Checking | null }[] {
    const fences = readFences(text);
    return fences.map((fence, index) => ({
      fence,
      checking: fence.closed ? start(fence, fences.slice(0, index)) : null,
    }));
  }

  return {
    releasable(text) {
      const held = look(text).find(({ fence, checking }) =>
        fence.closed
          ? checking !== null && checking.result?.verdict !== 'passed'
          : mayBeChecked(fence.language),
      );
      return held?.fence.from ?? beforePartialOpening(text);
    },
    async settle(text) {
      await Promise.all(look(text).flatMap(({ checking }) => checking?.done ?? []));
    },
    blocks: (text) =>
      look(text).flatMap(({ fence, checking }) =>
        checking === null ? [] : [{ fence, kind: checking.kind, result: checking.result ?? null }],
      ),
  };
}

/** Pictures and scripts that came of the checks of blocks that passed. */
export function artifactsOf(blocks: readonly InspectedBlock[]): readonly Artifact[] {
  return blocks.flatMap(({ result }) =>
    result?.verdict === 'failed' ? [] : (result?.artifacts ?? []),
  );
}

async function check(
  { language, text }: Fence,
  kind: Block['kind'],
  above: readonly Fence[],
  { checks, schema, executed, log }: InspectionDeps,
  signal: AbortSignal,
): Promise<BlockResult | null> {
  try {
    const ran = kind === 'ddl' ? executed.find(text) : null;
    if (ran !== null) return ran;
    const written = above.map((other) => ({ name: 'answer', text: other.text }));
    const base = kind === 'ddl' ? [...(await schema()), ...written] : [];
    return (await checks[kind]?.({ kind, language, text, base }, signal)) ?? unknown;
  } catch (thrown) {
    if (!signal.aborted) log.error({ err: thrown, kind, language }, 'a check of an answer failed');
    return null;
  }
}

/** Nothing to say about it: it may stand, and nobody calls it checked. */
const unknown: BlockResult = { verdict: 'passed', by: '', summary: '', details: '' };

function keyOf({ language, text }: Fence): string {
  return `${language}\n${text}`;
}
