import { backgroundTexts, noBackground } from './background.ts';
import type { Evidence } from '../core/evidence.ts';
import type { ConsultationInput } from './consultation.ts';
import type { Reading } from './reading.ts';
import type { ToolRun } from './tool-round.ts';
import type { Ground } from './verify/examine.ts';

/**
 * What an answer may lean on: what people wrote, earlier answers, the digest, the files that were read, what tools
 * returned, and for numbers the agent's own file. Asked again each time, for reading goes on while the answer is made.
 */
export function createGround(
  {
    agent,
    conversation,
    messages,
    notedRequirements = [],
    background = noBackground,
  }: ConsultationInput,
  reading: Reading,
  runs: () => readonly ToolRun[],
): () => Ground {
  const said = [...conversation.messages, ...messages].map(({ text }) => text);
  // What tools returned in earlier turns is kept as evidence.
  const proved = conversation.messages.flatMap((message) =>
    message.role === 'agent'
      ? (message.evidence ?? [])
          .filter(isFromTool)
          .map(({ summary, details }) => `${summary}\n${details}`)
      : [],
  );
  const noted = notedRequirements.map(({ text }) => text);
  const beside = backgroundTexts(background);
  const digest = conversation.digest === null ? [] : [conversation.digest];
  const names = [...conversation.messages, ...messages].flatMap((message) =>
    'files' in message ? message.files.map(({ name }) => ({ name, lines: null })) : [],
  );
  return () => {
    const files = reading.texts();
    const texts = [
      ...said,
      ...proved,
      ...noted,
      ...beside,
      ...digest,
      ...files.map(({ text }) => text),
    ];
    const results = runs().map(({ input, result }) => ({ input, content: result.content }));
    const cited = [...texts, ...results.map(({ content }) => content)];
    return {
      // What the agent's file says is the word of whoever runs it: "bcrypt cuts at 72 bytes".
      numbers: { texts: [...texts, agent.prompt], results },
      // What was read says how many lines it has, so it goes first.
      material: { texts: cited, files: [...files, ...names] },
      media: reading.media(),
    };
  };
}

/** What the host says of an answer is about its numbers, and no source of any. */
const hostChecks: ReadonlySet<string> = new Set(['numbers', 'citations', 'structure', 'host']);

function isFromTool({ by, verdict }: Evidence): boolean {
  return verdict === 'passed' && !hostChecks.has(by);
}
