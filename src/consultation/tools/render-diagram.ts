import { z } from 'zod';
import { createHash } from 'node:crypto';
import type { Artifact } from '../../core/artifact.ts';
import type { Evidence } from '../../core/evidence.ts';
import { defineTool, type Tool, type ToolResult } from '../../core/tool.ts';
import { c4Model } from '../../review/diagram/c4/model.ts';
import type { Diagrams, Drawing, Drawn, NotDrawn } from '../../review/diagram/diagrams.ts';

const Input = z.strictObject({
  title: z.string().trim().min(1).max(80).describe('What the picture shows; people read it above.'),
  mermaid: z
    .string()
    .min(1)
    .optional()
    .describe('Mermaid source: flowchart, sequence, ER, class, state, C4 or architecture diagram.'),
  c4: c4Model.optional().describe('Instead of Mermaid: a C4 view from a list.'),
});

/** Checks a diagram and draws it. The picture and its source come into the thread with the answer. */
export function createRenderDiagramTool(diagrams: Pick<Diagrams, 'render' | 'c4'>): Tool {
  return defineTool({
    name: 'render_diagram',
    description: [
      'Checks a diagram and draws it as a picture for the thread. Give either mermaid (flowchart, sequence, ER, class, state, C4,',
      'architecture-beta; at most 120 boxes and 120 lines) or c4 (elements and relations; you need not write any syntax). Use it for',
      'each diagram that you want people to see, before you speak of it. A broken source comes back with line and reason: mend it and',
      'call again. It returns the boxes and lines as drawn: compare them with what you meant. Do not repeat the source in your answer.',
    ].join(' '),
    activity: 'Drawing a diagram',
    input: Input,
    timeoutMs: 45_000,
    async run({ title, mermaid, c4 }, { signal }) {
      if (mermaid !== undefined && c4 === undefined) {
        const drawn = await diagrams.render(mermaid, signal);
        return report(title, { name: 'mmd', text: mermaid }, drawn);
      }
      if (c4 !== undefined && mermaid === undefined) {
        const drawn = await diagrams.c4(c4, signal);
        return report(title, { name: 'json', text: JSON.stringify(c4, null, 2) }, drawn);
      }
      return { ok: false, content: 'Give either mermaid or c4.' };
    },
  });
}

interface Source {
  readonly name: 'mmd' | 'json';
  readonly text: string;
}

function report(title: string, source: Source, drawn: Drawn): ToolResult {
  if (drawn.ok) return reportDrawing(title, source, drawn);
  if (drawn.kind !== 'unsupported') return { ok: false, content: explain(drawn) };
  const content = `${drawn.why} Put the source into your answer as a mermaid block, or draw it as another type.`;
  return {
    ok: true,
    content,
    evidence: [evidenceOf(title, source, 'unverified', 'syntax passed; not drawn')],
  };
}

function explain(drawn: Exclude<NotDrawn, { kind: 'unsupported' }>): string {
  if (drawn.kind !== 'syntax') return `It was not drawn. ${drawn.why}`;
  const where = drawn.line === null ? '' : ` in line ${drawn.line}`;
  return `The source is broken${where}: ${drawn.message} Mend it and call again.`;
}

function reportDrawing(title: string, source: Source, drawn: Drawing): ToolResult {
  const { type, nodes, edges, leftOut } = drawn;
  const content = [
    `Drawn as a ${type} diagram; the picture and its source are posted with your answer.`,
    `Boxes (${nodes.length}): ${list(nodes, ', ')}`,
    `Lines (${edges.length}): ${list(edges, '; ')}`,
    ...leftOut.map((sentence) => `Not shown: ${sentence}`),
  ].join('\n');
  const summary = `${counted(nodes.length, 'box', 'boxes')} and ${counted(edges.length, 'line', 'lines')} drawn`;
  return {
    ok: true,
    content,
    evidence: [evidenceOf(title, source, 'passed', summary)],
    artifacts: artifactsOf(title, source, drawn),
  };
}

const listed = 60;

function list(items: readonly string[], separator: string): string {
  if (items.length === 0) return 'none';
  const rest = items.length > listed ? `${separator}and ${items.length - listed} more` : '';
  return items.slice(0, listed).join(separator) + rest;
}

/** One name a source: the same diagram twice is one file, two are two. */
function artifactsOf(title: string, { name, text }: Source, drawn: Drawing): Artifact[] {
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 8);
  return [
    { name: `diagram-${digest}.png`, title, content: drawn.png, alt: drawn.alt },
    { name: `diagram-${digest}.${name}`, title: `${title}: source`, content: text },
  ];
}

function evidenceOf(
  title: string,
  { name, text }: Source,
  verdict: Evidence['verdict'],
  summary: string,
): Evidence {
  const language = name === 'mmd' ? 'mermaid' : 'json';
  const shown = text.length > 2_500 ? `${text.slice(0, 2_500)}\n…` : text;
  // A fence of the source's own would end ours.
  const details = `\`\`\`${language}\n${shown.replaceAll('```', "'''")}\n\`\`\``;
  return { subject: `diagram "${title}"`, by: 'render_diagram', verdict, summary, details };
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
