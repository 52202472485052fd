import type Anthropic from '@anthropic-ai/sdk';
import type { InputPart, ModelMessage, ModelRequest, OutputPart, ToolSpec } from '../core/model.ts';
import { strictSchema, type StrictSchema } from './strict-schema.ts';

type Params = Anthropic.Messages.MessageCreateParamsStreaming;
type Block = Anthropic.Messages.ContentBlockParam;
export type Compat = 'full' | 'minimal';

/**
 * A request in the words of the Messages API. `minimal` keeps to what every gateway knows (Ollama, LM Studio,
 * LiteLLM): no thinking, no caching, no strict tools, no choice of tools. Sampling parameters and forced tools are never sent: the API
 * refuses them for the current models.
 */
export function toParams(
  request: ModelRequest,
  model: string,
  compat: Compat,
  strictly: StrictSchema = strictSchema,
): Params {
  const full = compat === 'full';
  return {
    model,
    max_tokens: request.maxTokens,
    stream: true,
    messages: request.messages.map((message) => toMessage(message, compat)),
    ...(request.system !== '' && { system: full ? cachedSystem(request.system) : request.system }),
    ...(request.tools.length > 0 && {
      tools: request.tools.map((tool) => toTool(tool, compat, strictly)),
    }),
    ...(full && request.toolChoice === 'none' && request.tools.length > 0 && noTools),
    // The breakpoint at the end moves forward by itself; the one on the system prompt lives as long as a thread does.
    ...(full && { cache_control: { type: 'ephemeral' } }),
    // Without `summarized` the text of thinking is empty and the answer looks frozen while the model thinks.
    ...(full && { thinking: { type: 'adaptive', display: 'summarized' } }),
  };
}

const noTools = { tool_choice: { type: 'none' } } as const;

function cachedSystem(text: string): Anthropic.Messages.TextBlockParam[] {
  return [{ type: 'text', text, cache_control: { type: 'ephemeral', ttl: '1h' } }];
}

function toTool(tool: ToolSpec, compat: Compat, strictly: StrictSchema): Anthropic.Messages.Tool {
  const { name, description } = tool;
  const strict = compat === 'full' ? strictly(tool.inputSchema) : null;
  const schema = strict ?? tool.inputSchema;
  return {
    name,
    description,
    input_schema: { ...schema, type: 'object' },
    ...(strict !== null && { strict: true }),
  };
}

function toMessage(message: ModelMessage, compat: Compat): Anthropic.Messages.MessageParam {
  return message.role === 'user'
    ? { role: 'user', content: message.content.filter(hasContent).map(inputBlock) }
    : { role: 'assistant', content: message.content.flatMap((part) => outputBlock(part, compat)) };
}

/** The API refuses text blocks that are blank. */
function hasContent(part: InputPart | OutputPart): boolean {
  return part.type !== 'text' || part.text.trim() !== '';
}

function inputBlock(part: InputPart): Block {
  switch (part.type) {
    case 'text':
      return { type: 'text', text: part.text };
    case 'image':
      return {
        type: 'image',
        source: { type: 'base64', media_type: part.mediaType, data: part.base64 },
      };
    case 'pdf': {
      const source = { type: 'base64', media_type: 'application/pdf', data: part.base64 } as const;
      return { type: 'document', source, title: part.name };
    }
    case 'tool-result':
      return toolResultBlock(part);
  }
}

function toolResultBlock(part: Extract<InputPart, { type: 'tool-result' }>): Block {
  const { toolUseId, ok, content } = part;
  return { type: 'tool_result', tool_use_id: toolUseId, content, ...(!ok && { is_error: true }) };
}

function outputBlock(part: OutputPart, compat: Compat): Block[] {
  switch (part.type) {
    case 'text':
      return hasContent(part) ? [{ type: 'text', text: part.text }] : [];
    case 'tool-use':
      return [{ type: 'tool_use', id: part.id, name: part.name, input: part.input }];
    case 'opaque':
      return compat === 'full' && isBlock(part.block) ? [part.block] : [];
  }
}

/** Opaque blocks come from the API and go back as they came, so their shape is the API's business. */
function isBlock(block: unknown): block is Block {
  return typeof block === 'object' && block !== null && 'type' in block;
}
