import { z } from 'zod';
import { addUsage, noUsage, type Usage } from '../../src/core/usage.ts';
import type { Observation } from '../observation.ts';
import { CASE_CHANNEL, isAbout, type Scene } from './scene.ts';
import type { Stage } from './stage.ts';

/** What there is to see of a case, now. */
export function observe(scene: Scene, seen: Pick<Observation, 'evidence' | 'broken'>): Observation {
  const { one, channel, stage, root, began } = scene;
  const { slack, canary } = stage;
  const answers = root === null ? [] : slack.answers(channel, root.ts);
  const turns = turnsOf(scene);
  return {
    answers: answers.map(({ shown, blocks }) => ({ text: shown, blocks: JSON.stringify(blocks) })),
    files: answers.flatMap(({ files }) => files.map(({ id, name }) => fileOf(slack, id, name))),
    evidence: seen.evidence,
    tools: toolsOf(scene),
    agent: turns.at(-1)?.agent ?? null,
    outcome: turns.at(-1)?.outcome ?? null,
    usage: turns.reduce<Usage>((sum, { usage }) => addUsage(sum, usage), noUsage),
    ms: Math.round(performance.now() - began),
    told: toldOf(scene),
    elsewhere: elsewhere(scene),
    fetched: canary.fetched(one.id),
    broken: seen.broken,
  };
}

const Turn = z.looseObject({
  agent: z.string().nullable(),
  outcome: z.string(),
  usage: z.object({
    inputTokens: z.number(),
    cacheReadTokens: z.number(),
    cacheWriteTokens: z.number(),
    outputTokens: z.number(),
    usd: z.number(),
    unpricedTokens: z.number(),
  }),
});
const Tool = z.looseObject({ tool: z.string(), ok: z.boolean() });

function turnsOf(scene: Scene) {
  return linesOf(scene, 'turn finished').map((fields) => Turn.parse(fields));
}

function toolsOf(scene: Scene): Observation['tools'] {
  const lines = linesOf(scene, 'a tool ran').map((fields) => Tool.parse(fields));
  return lines.map(({ tool: name, ok }) => ({ name, ok }));
}

function linesOf({ stage, root }: Scene, message: string) {
  const ours = stage.heard.lines.filter(
    (line) => line.message === message && line.fields['ts'] === root?.ts,
  );
  return ours.map(({ fields }) => fields);
}

function toldOf(scene: Scene): Observation['told'] {
  const { model } = scene.stage;
  if (model === null) return null;
  return model.requests
    .filter((request) => isAbout(scene, request))
    .map(({ question, toolResults }) =>
      [question, ...toolResults.map(({ content }) => content)].join('\n'),
    );
}

/** Where nobody asked: beside the thread since it began, or in a channel of no case. */
function elsewhere({ channel, root, stage: { slack } }: Scene): readonly string[] {
  const { messages, channels } = slack.snapshot();
  const shared = new Set(
    channels.filter(({ name }) => !name.startsWith(CASE_CHANNEL)).map(({ id }) => id),
  );
  const strays = messages.filter(
    (message) =>
      message.botId === slack.app.botId &&
      (shared.has(message.channel) ||
        (message.channel === channel &&
          message.threadTs !== root?.ts &&
          message.ts > (root?.ts ?? ''))),
  );
  return strays.map(({ text }) => text);
}

function fileOf(slack: Stage['slack'], id: string, name: string): Observation['files'][number] {
  const isText = /\.(?:md|sql|txt|json|ya?ml|mmd|svg|csv)$/i.test(name);
  return { name, text: isText ? (slack.content(id)?.toString('utf8') ?? null) : null };
}
