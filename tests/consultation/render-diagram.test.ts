import { describe, expect, test } from '@jest/globals';
import { createRenderDiagramTool } from '../../src/consultation/tools/render-diagram.ts';
import type { ToolContext, ToolResult } from '../../src/core/tool.ts';
import type { Drawn } from '../../src/review/diagram/diagrams.ts';

const context: ToolContext = {
  signal: new AbortController().signal,
  thread: { team: 'T1', channel: 'C1', ts: '1.000001' },
  files: [],
  readFile: () => Promise.reject(new Error('no file is read')),
};

const drawing: Drawn = {
  ok: true,
  type: 'flowchart',
  png: new Uint8Array([1, 2, 3]),
  width: 10,
  height: 10,
  alt: 'Flowchart diagram: A, B.',
  nodes: ['A', 'B'],
  edges: ['A → B: calls'],
  leftOut: ['Something.'],
};

function draw(input: unknown, drawn: Drawn = drawing): Promise<ToolResult> {
  const answer = () => Promise.resolve(drawn);
  return createRenderDiagramTool({ render: answer, c4: answer }).run(input, context);
}

const mermaid = 'flowchart LR\n  A -->|calls| B';

describe('render_diagram', () => {
  test('gives the picture and its source to the thread, and the model what is in it', async () => {
    const result = await draw({ title: 'Calls', mermaid });
    if (!result.ok) throw new Error(result.content);
    expect(result.content).toContain('Boxes (2): A, B');
    expect(result.content).toContain('Lines (1): A → B: calls');
    expect(result.content).toContain('Not shown: Something.');
    expect(result.artifacts).toEqual([
      expect.objectContaining({
        name: expect.stringMatching(/^diagram-\w{8}\.png$/),
        alt: drawing.alt,
      }),
      expect.objectContaining({ name: expect.stringMatching(/\.mmd$/), content: mermaid }),
    ]);
    expect(result.evidence).toEqual([
      expect.objectContaining({ subject: 'diagram "Calls"', verdict: 'passed' }),
    ]);
  });

  test('sends a broken source back with its line', async () => {
    const broken: Drawn = { ok: false, kind: 'syntax', line: 3, message: 'unexpected "]".' };
    expect(await draw({ title: 'Calls', mermaid }, broken)).toEqual({
      ok: false,
      content: 'The source is broken in line 3: unexpected "]". Mend it and call again.',
    });
  });

  test('says of a type that cannot be drawn that only its syntax was checked', async () => {
    const gantt: Drawn = {
      ok: false,
      kind: 'unsupported',
      type: 'gantt',
      why: 'It cannot be drawn.',
    };
    const result = await draw({ title: 'Plan', mermaid: 'gantt' }, gantt);
    expect(result).toMatchObject({
      ok: true,
      evidence: [{ verdict: 'unverified', summary: 'syntax passed; not drawn' }],
    });
    expect(result).not.toHaveProperty('artifacts');
  });

  test('takes a C4 list instead, and its source is the list', async () => {
    const c4 = {
      view: 'context',
      elements: [{ id: 'a', kind: 'person', name: 'Ada' }],
      relations: [],
    };
    const result = await draw({ title: 'Who', c4 });
    expect(result).toMatchObject({
      ok: true,
      artifacts: [{}, { name: expect.stringMatching(/json$/) }],
    });
  });

  test.each([
    [
      {
        title: 'Both',
        mermaid,
        c4: { view: 'context', elements: [{ id: 'a', kind: 'person', name: 'A' }], relations: [] },
      },
    ],
    [{ title: 'None' }],
    [{ mermaid }],
    [{ title: 'More', mermaid, path: '/etc/passwd' }],
  ])('refuses %j', async (input) => {
    expect(await draw(input)).toMatchObject({ ok: false });
  });
});
