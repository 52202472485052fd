type Chunks = AsyncIterable<string | Uint8Array>;

/** The lines of a stream, each as soon as it is whole. */
export async function* linesOf(chunks: Chunks): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    rest += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    const lines = rest.split(/\r?\n/);
    rest = lines.pop() ?? '';
    yield* lines;
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}

/** All of a stream. */
export async function textOf(chunks: Chunks): Promise<string> {
  const lines: string[] = [];
  for await (const line of linesOf(chunks)) lines.push(line);
  return lines.join('\n');
}
