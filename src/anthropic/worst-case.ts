import type { InputPart, ModelRequest, OutputPart, ToolSpec } from '../core/model.ts';
import type { ModelNaming } from './model-names.ts';
import { answeringModel } from './model-names.ts';
import { costUsd } from './prices.ts';

/** Code and tables run at fewer characters a token than prose; an estimate that reserves errs upwards. */
const charactersPerToken = 3;
const tokensPerImage = 1_600;
const base64PerPdfToken = 40;

/**
 * The most that a request can cost: nothing cached, every token of output used. Null where the price is unknown.
 * Reserved before the call, since afterwards it is spent.
 */
export function worstCaseUsd(
  request: ModelRequest,
  naming: ModelNaming,
  sizeOf: SchemaSize = schemaSize,
): number | null {
  if (naming.compat === 'minimal') return null;
  const characters =
    request.system.length +
    sum(request.tools.map((tool) => sizeOf(tool.inputSchema) + tool.description.length));
  const input =
    characters / charactersPerToken +
    sum(request.messages.flatMap((message) => message.content.map(tokensOf)));
  return costUsd(answeringModel(request.model, naming), {
    input: 0,
    cacheRead: 0,
    cacheWrite5m: Math.ceil(input),
    cacheWrite1h: 0,
    output: request.maxTokens,
  });
}

export type SchemaSize = (schema: ToolSpec['inputSchema']) => number;

/** Once a schema: each request brings all of them along, and is priced twice. */
export function rememberSchemaSizes(): SchemaSize {
  const known = new WeakMap<ToolSpec['inputSchema'], number>();
  return (schema) => {
    const size = known.get(schema) ?? schemaSize(schema);
    known.set(schema, size);
    return size;
  };
}

function schemaSize(schema: ToolSpec['inputSchema']): number {
  return JSON.stringify(schema).length;
}

function tokensOf(part: InputPart | OutputPart): number {
  switch (part.type) {
    case 'text':
      return part.text.length / charactersPerToken;
    case 'tool-result':
      return part.content.length / charactersPerToken;
    case 'image':
      return tokensPerImage;
    case 'pdf':
      return part.base64.length / base64PerPdfToken;
    case 'tool-use':
    case 'opaque':
      return JSON.stringify(part).length / charactersPerToken;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
