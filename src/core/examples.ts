/**
 * Parts a description from its `<example>` blocks. The prose is what an agent is found by; the transcripts would
 * only drown it (they repeat other agents' words), but show a model how a request may sound.
 */
export function splitExamples(description: string): {
  readonly prose: string;
  readonly examples: readonly string[];
} {
  const examples: string[] = [];
  const prose = description
    // Up to its end, else up to the next one, else to the end of the text: unclosed blocks are common.
    .replace(
      /<example\b[^>]*>([\s\S]*?)(?:<\/example\s*>|(?=<example\b)|$)/gi,
      (_block, inner: string) => {
        examples.push(inner.trim());
        return '\n';
      },
    )
    .replace(/<\/?(?:examples?|commentary)\b[^>]*>/gi, ' ')
    .replace(/(?:^|(?<=[.!?:\n]))\s*\**(?:usage )?examples?(?: usage)?\**\s*:?\**\s*$/i, '');
  return { prose: prose.replace(/\n{2,}/g, '\n').trim(), examples };
}
