import { defineTool } from '../../core/tool.ts';
import { analyseTopology } from '../../review/topology/analyse.ts';
import { writeTopologyReview } from '../../review/topology/markdown.ts';
import { mistakesIn, topology } from '../../review/topology/topology.ts';

/** Walks a described system: what is single, slow, deep, multiplied, and what breaks when a part is lost. */
export const findBottlenecksTool = defineTool({
  name: 'find_bottlenecks',
  description: [
    'Analyses a system given as components and calls: single points of failure, the slowest way to an answer, chains of waiting',
    'calls with their composed availability, fan-out, retry storms, timeouts that do not fit, shared databases, and what breaks when',
    'each part is lost. Use it when a design with three or more parts is described or proposed. Enter only what the thread states;',
    'leave out latencies and availabilities that nobody gave: it says what is missing.',
  ].join(' '),
  activity: 'Looking for bottlenecks',
  input: topology,
  timeoutMs: 10_000,
  async run(system) {
    const mistakes = mistakesIn(system);
    if (mistakes.length > 0)
      return { ok: false, content: `The list does not fit together: ${mistakes.join('; ')}.` };
    const review = analyseTopology(system);
    const { components, calls } = system;
    const count = review.bottlenecks.filter(({ severity }) => severity !== 'info').length;
    return {
      ok: true,
      content: writeTopologyReview(review),
      evidence: [
        {
          subject: 'system',
          by: 'find_bottlenecks',
          verdict: 'passed',
          summary: `${components.length} parts and ${calls.length} calls walked, ${count === 1 ? '1 weakness' : `${count} weaknesses`}`,
          details: writeTopologyReview(review),
        },
      ],
    };
  },
});
