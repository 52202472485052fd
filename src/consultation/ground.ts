import { backgroundTexts, noBackground } from './background.ts';
import type { ConsultationInput } from './consultation.ts';
import type { Reading } from './reading.ts';
import type { ToolRun } from './tool-round.ts';
import type { Ground } from './verify/examine.ts';

/**
 * What an answer may lean on: what people wrote, earlier answers, the digest, the files that were read, and what tools
 * returned. Asked again each time, for reading goes on while the answer is made.
 */
export function createGround(
  { conversation, messages, notedRequirements = [], background = noBackground }: ConsultationInput,
  reading: Reading,
  runs: () => readonly ToolRun[],
): () => Ground {
  const said = [...conversation.messages, ...messages].map(({ text }) => text);
  const noted = notedRequirements.map(({ text }) => text);
  const beside = backgroundTexts(background);
  const digest = conversation.digest === null ? [] : [conversation.digest];
  const names = [...conversation.messages, ...messages].flatMap((message) =>
    'files' in message ? message.files.map(({ name }) => ({ name, lines: null })) : [],
  );
  return () => {
    const files = reading.texts();
    const texts = [...said, ...noted, ...beside, ...digest, ...files.map(({ text }) => text)];
    const results = runs().map(({ input, result }) => ({ input, content: result.content }));
    const cited = [...texts, ...results.map(({ content }) => content)];
    return {
      numbers: { texts, results },
      // What was read says how many lines it has, so it goes first.
      material: { texts: cited, files: [...files, ...names] },
      media: reading.media(),
    };
  };
}
