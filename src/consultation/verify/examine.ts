import type { Artifact } from '../../core/artifact.ts';
import type { Evidence } from '../../core/evidence.ts';
import { clip } from '../../lib/well-formed.ts';
import { type Citation, checkCitations, type ReadMaterial } from './citations.ts';
import { blockEvidence, citationEvidence, numberEvidence } from './evidence.ts';
import { artifactsOf, type InspectedBlock, type Inspection } from './inspection.ts';
import { markFence, markWord } from './marks.ts';
import { type CheckedNumber, checkNumbers } from './numbers/check-numbers.ts';
import type { Sources } from './numbers/known.ts';
import type { Problem } from './problem.ts';

/** What an answer is held against. */
export interface Ground {
  readonly numbers: Sources;
  readonly material: ReadMaterial;
  /** Pictures and documents: a number may stand in one of them, and nobody here can tell. */
  readonly media: readonly string[];
}

/** What became of an answer's checks. */
export interface Examined {
  readonly problems: readonly Problem[];
  readonly evidence: readonly Evidence[];
  readonly artifacts: readonly Artifact[];
}

/** Holds a whole answer against what was read and what its blocks do. Waits for checks that still run. */
export async function examine(
  text: string,
  inspection: Inspection,
  ground: () => Ground,
): Promise<Examined> {
  await inspection.settle(text);
  const { numbers, material, media } = ground();
  const blocks = inspection.blocks(text);
  const checked = checkNumbers(text, numbers);
  const citations = checkCitations(text, material);
  return {
    problems: [
      ...blocks.flatMap((block) => blockProblem(block, text)),
      // What may stand in a picture is not called wrong.
      ...(media.length > 0 ? [] : numberProblems(checked)),
      ...citations.flatMap(citationProblem),
    ],
    evidence: [
      ...blockEvidence(blocks),
      ...numberEvidence(checked, media),
      ...citationEvidence(citations),
    ],
    artifacts: artifactsOf(blocks),
  };
}

function blockProblem({ fence, result }: InspectedBlock, text: string): readonly Problem[] {
  if (result?.verdict === 'passed') return [];
  const reason = result?.summary ?? 'the check did not come to an end';
  const beginning = clip(fence.text.trim().split('\n')[0] ?? '', 80);
  const wrong = `The \`${fence.language}\` block that begins "${beginning}" does not pass: ${clip(reason, 600)}`;
  const complaint = result?.verdict === 'failed' ? wrong : null;
  return [{ kind: 'block', complaint, mark: markFence(text, fence, reason) }];
}

/** Each number once, marked where it first stands. */
function numberProblems(checked: readonly CheckedNumber[]): readonly Problem[] {
  const loose = checked.filter(({ source }) => source === null);
  const first = new Map(loose.toReversed().map((number) => [number.quantity.text, number]));
  return [...first.values()].map(({ quantity, context }) => ({
    kind: 'number',
    complaint: `"${quantity.text}" (in: "${clip(context, 200)}") stands in no message, file or tool's result of this thread, in no listed assumption, and follows from no arithmetic that you show.`,
    mark: markWord(quantity.to),
  }));
}

function citationProblem({ text, to, wrong }: Citation): readonly Problem[] {
  if (wrong === null) return [];
  return [
    { kind: 'citation', complaint: `You cite "${clip(text, 200)}": ${wrong}.`, mark: markWord(to) },
  ];
}
