import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Agent } from '../../src/core/agent.ts';
import { createLocalDispatcher } from '../../src/dispatch/local.ts';
import type { LocalContext } from '../../src/dispatch/local.ts';
import { cases, foreignRoster, shippedAgents } from './roster.ts';
import type { Case } from './roster.ts';

let roster: readonly Agent[];
let decide: ReturnType<typeof createLocalDispatcher>;
beforeAll(async () => {
  roster = await shippedAgents();
  decide = createLocalDispatcher(roster);
});

/** Shares of right answers, over all messages and over those of which dispatch was confident. */
function measure(set: readonly Case[], how = decide) {
  const decided = set.map(({ text, agent: right }) => ({ right, ...how(text).dispatch }));
  const confident = decided.filter((each) => each.confident);
  const share = (of: typeof decided) =>
    of.filter((each) => each.agent === each.right).length / of.length;
  return {
    all: share(decided),
    confident: share(confident),
    coverage: confident.length / set.length,
  };
}

describe('the local decision on recorded messages', () => {
  test.each([
    ['tuning', 0.95, 0.98, 0.75],
    ['held-out', 0.94, 0.96, 0.75],
    ['indirect-tuning', 0.9, 0.94, 0.6],
    ['indirect-held-out', 0.9, 0.92, 0.6],
  ])('%s: right in general, and more so when it is confident', (name, all, confident, coverage) => {
    const measured = measure(cases(name));
    expect(measured.all).toBeGreaterThanOrEqual(all);
    expect(measured.confident).toBeGreaterThanOrEqual(confident);
    expect(measured.coverage).toBeGreaterThanOrEqual(coverage);
  });

  test('a roster that the lexicon was not written for', () => {
    const { agents, messages } = foreignRoster();
    const measured = measure(messages, createLocalDispatcher(agents));
    expect(measured.all).toBeGreaterThanOrEqual(0.86);
    expect(measured.confident).toBeGreaterThanOrEqual(0.92);
  });

  test('small talk wakes nobody', () => {
    const talk = cases('off-topic').filter(({ smallTalk }) => smallTalk);
    expect(talk.filter(({ text }) => decide(text).dispatch.by !== 'small-talk')).toEqual([]);
  });

  test('nothing off the subject is taken with confidence, or for small talk', () => {
    const other = cases('off-topic').filter(({ smallTalk }) => !smallTalk);
    const taken = other.filter(({ text }) => {
      const { confident, agent: chosen } = decide(text).dispatch;
      return confident || chosen === null;
    });
    expect(taken).toEqual([]);
  });

  test('a thread keeps its agent for every follow-up', () => {
    const strayed = cases('follow-ups').filter(({ text, threadAgent }) => {
      const { dispatch, doubt } = decide(text, owned(threadAgent));
      return dispatch.agent !== threadAgent || doubt !== null;
    });
    expect(strayed).toEqual([]);
  });

  test('a thread changes hands when the person says so, and is doubted when only the subject says so', () => {
    const shifts = cases('shifts').map((each) => ({
      ...each,
      ...decide(each.text, owned(each.threadAgent)),
    }));
    const marked = shifts.filter((each) => each.marked);
    expect(marked.filter(({ dispatch, agent: right }) => dispatch.agent !== right)).toEqual([]);
    const unmarked = shifts.filter((each) => !each.marked);
    expect(unmarked.every(({ dispatch, threadAgent }) => dispatch.agent === threadAgent)).toBe(
      true,
    );
    expect(unmarked.filter(({ doubt }) => doubt === 'shift').length).toBeGreaterThanOrEqual(15);
  });
});

function owned(threadAgent: string | undefined): LocalContext {
  return threadAgent === undefined ? {} : { threadAgent };
}
