import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { consult } from '../../src/consultation/consult.ts';
import type { ConsultationDeps } from '../../src/consultation/consultation.ts';
import { createConsultSpecialistTool } from '../../src/consultation/tools/consult-specialist.ts';
import type { AgentLibrary } from '../../src/core/agent.ts';
import { silentLog } from '../../src/lib/log.ts';
import { startScriptedModel, type ScriptedModel } from '../support/model.ts';
import { text, toolUse } from '../support/model/script.ts';
import { jumpingClock, systemClock } from '../support/clock.ts';
import { anAgent, ask, filesOf, modelAt } from './builders.ts';

const security = anAgent({ id: 'security-reviewer', name: 'Security reviewer' });
const agents: AgentLibrary = {
  list: () => [anAgent(), security],
  get: (id) => (id === security.id ? security : undefined),
  report: () => ({ agents: [], skipped: [], failed: [] }),
};
const brief = 'Is one shared token for all warehouses fine? It is sent in a header.';

describe('an agent that asks a specialist', () => {
  let model: ScriptedModel;
  beforeAll(async () => {
    model = await startScriptedModel();
  });
  afterAll(() => model.close());

  const depsOf = (): ConsultationDeps => ({
    model: modelAt(model.url),
    tools: [],
    files: filesOf({}),
    worstCaseUsd: () => 0.01,
    clock: jumpingClock({ automatic: true }).clock,
    log: silentLog,
  });
  const asking = (wanted: string, usd: number, times = 1) => {
    const limits: number[] = [];
    const deps = depsOf();
    const tool = createConsultSpecialistTool({
      agents,
      consult(input, signal) {
        limits.push(input.limits.usd);
        return consult(input, deps, signal);
      },
    });
    const call = toolUse('consult_specialist', { agent: wanted, brief });
    model.next(Array.from({ length: times }, () => call));
    const asked = ask(
      modelAt(model.url),
      { limits: { usd } },
      { tools: [tool], worstCaseUsd: () => 0.01 },
    );
    return { asked, limits };
  };

  test('pays for it out of its own budget, a third at most, and keeps the opinion apart', async () => {
    const { asked, limits } = asking('Security Reviewer', 1.5);
    model.next({ steps: [text('No: one leak opens all.')], usage: { input: 1000, output: 5000 } });
    model.next([text('Rotate it, says security.')]);
    const { answer } = await asked;
    expect(limits[0]).toBeGreaterThan(0.4);
    expect(limits[0]).toBeLessThanOrEqual(0.5);
    expect(answer.usage.outputTokens).toBeGreaterThan(5000);
    expect(answer.text).not.toContain('one leak opens all');
    expect(answer.artifacts).toMatchObject([
      {
        name: 'opinion-security-reviewer.md',
        content: expect.stringContaining('one leak'),
        untrusted: true,
      },
    ]);
    expect(answer.evidence).toContainEqual(
      expect.objectContaining({ by: 'consult_specialist', verdict: 'unverified' }),
    );
  });

  test('has less to give the less there is, also to several that are asked at once', async () => {
    const { asked, limits } = asking('Security Reviewer', 0.6, 3);
    for (let call = 0; call < 3; call += 1) model.next([text('No.')]);
    model.next([text('Rotate it.')]);
    await asked;
    expect(limits).toHaveLength(3);
    expect(Math.max(...limits)).toBeLessThanOrEqual(0.2);
    expect(limits.reduce((sum, usd) => sum + usd)).toBeLessThan(0.45);
  });

  test('is charged for it also when the person stops both in the middle of it', async () => {
    const stop = new AbortController();
    const tool = createConsultSpecialistTool({
      agents,
      async *consult(input, signal) {
        const opinion = consult(input, depsOf(), signal);
        for (;;) {
          const next = await opinion.next();
          if (next.done === true) return next.value;
          if (next.value.type === 'text') stop.abort('stop');
          yield next.value;
        }
      },
    });
    model.next([toolUse('consult_specialist', { agent: security.id, brief })]);
    const usage = { input: 77_000, output: 5 };
    model.next({ steps: [text('No: one leak opens all.'), text(' Rotate it.')], usage });
    const { answer } = await ask(
      modelAt(model.url),
      {},
      { tools: [tool], clock: systemClock },
      stop.signal,
    );
    expect(answer).toMatchObject({ outcome: 'failed', failure: { kind: 'aborted' } });
    expect(answer.usage.inputTokens).toBeGreaterThan(77_000);
  });

  test('is told who there is when it asks for somebody else', async () => {
    const { asked, limits } = asking('cfo', 1);
    model.next([text('Then without.')]);
    const { answer } = await asked;
    expect(limits).toEqual([]);
    expect(JSON.stringify(model.requests.at(-1)?.toolResults)).toContain('security-reviewer');
    expect(answer.text).toContain('Then without.');
  });
});
