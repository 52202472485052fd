import type Anthropic from '@anthropic-ai/sdk';
import type { ClassifyAnswer, ClassifyRequest } from '../core/model.ts';
import { ModelFailure } from '../core/model.ts';
import { lenientJson } from './lenient-json.ts';
import type { Compat } from './request.ts';
import { toCounts, toUsage } from './spending.ts';
import { strictSchema } from './strict-schema.ts';

type Params = Anthropic.Messages.MessageCreateParamsNonStreaming;

/** A small structured question. Where the gateway cannot constrain the answer, the schema goes into the prompt. */
export function classifyParams(request: ClassifyRequest, model: string, compat: Compat): Params {
  const { system, text, schema, maxTokens } = request;
  const strict = compat === 'full' ? strictSchema(schema) : null;
  const base = {
    model,
    max_tokens: maxTokens,
    messages: [{ role: 'user' as const, content: text }],
  };
  if (strict === null) {
    const wish = 'Answer with one JSON object that fits this JSON Schema, and nothing else:';
    return { ...base, system: `${system}\n\n${wish}\n${JSON.stringify(schema)}` };
  }
  return {
    ...base,
    system,
    output_config: { effort: 'low', format: { type: 'json_schema', schema: strict } },
  };
}

/** Reads the answer. One that was cut or refused is no answer, even if it happens to be JSON. */
export function classifyAnswer(
  message: Anthropic.Messages.Message,
  requestId: string | null,
  priced: boolean,
): ClassifyAnswer {
  const usage = toUsage(message.model, toCounts(message.usage), priced);
  const text = message.content.map((block) => (block.type === 'text' ? block.text : '')).join('');
  const value = lenientJson(text);
  const whole = message.stop_reason !== 'max_tokens' && message.stop_reason !== 'refusal';
  if (whole && value !== undefined) return { value, usage };
  throw new ModelFailure('server', {
    message: `the small model gave no JSON (${message.stop_reason ?? 'no stop reason'})`,
    retryable: false,
    requestId,
    usage,
  });
}
