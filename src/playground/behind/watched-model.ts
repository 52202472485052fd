import type {
  ClassifyRequest,
  InputPart,
  Model,
  ModelMessage,
  ModelRequest,
  OutputPart,
} from '../../core/model.ts';
import { ModelFailure } from '../../core/model.ts';
import { toError } from '../../lib/errors.ts';
import { excerptOf, type ModelDeed, type SentMessage } from './deed.ts';
import type { Watch } from './watch.ts';

/** The same model; each request is noted, with what came of it. */
export function watchedModel(model: Model, watch: Watch): Model {
  return {
    available: model.available,
    async *stream(request, signal) {
      const begun = beginning(watch, request);
      const ended = ending(begun, watch);
      try {
        for await (const event of model.stream(request, signal)) {
          if (event.type === 'done') {
            const { usage, stopReason, content } = event;
            ended({ usage, stopReason, model: event.model, calls: callsOf(content) });
          }
          yield event;
        }
      } catch (thrown) {
        ended(failed(thrown));
        throw thrown;
      }
    },
    async classify(request, signal) {
      const ended = ending(asking(watch, request), watch);
      try {
        const answer = await model.classify(request, signal);
        ended({ usage: answer.usage, stopReason: 'end_turn' });
        return answer;
      } catch (thrown) {
        ended(failed(thrown));
        throw thrown;
      }
    },
  };
}

function beginning(watch: Watch, request: ModelRequest): ModelDeed {
  const { model, system, messages, tools } = request;
  return {
    ...watch.begin(),
    ...unanswered,
    purpose: 'answer',
    model,
    system: excerptOf(system, HEAD_CHARS),
    messages: messages.map(sent),
    tools: tools.map(({ name }) => name),
  };
}

function asking(watch: Watch, { system, text }: ClassifyRequest): ModelDeed {
  return {
    ...watch.begin(),
    ...unanswered,
    purpose: 'classify',
    model: null,
    system: excerptOf(system, HEAD_CHARS),
    messages: [{ role: 'user', parts: ['text'], ...excerptOf(text, HEAD_CHARS) }],
    tools: [],
  };
}

const unanswered = { kind: 'model', stopReason: null, usage: null, calls: [] } as const;

/** Notes the beginning at once, and later what is known more. */
function ending(begun: ModelDeed, watch: Watch): (more: Partial<ModelDeed>) => void {
  watch.note(begun);
  return (more) => watch.note({ ...begun, ...more, tookMs: Date.now() - begun.at });
}

function failed(thrown: unknown): Pick<ModelDeed, 'failure'> {
  return { failure: thrown instanceof ModelFailure ? thrown.kind : toError(thrown).name };
}

function callsOf(content: readonly OutputPart[]): readonly string[] {
  return content.flatMap((part) => (part.type === 'tool-use' ? [part.name] : []));
}

function sent({ role, content }: ModelMessage): SentMessage {
  const text = content.map(textOf).join('\n');
  return { role, parts: content.map(({ type }) => type), ...excerptOf(text, HEAD_CHARS) };
}

function textOf(part: InputPart | OutputPart): string {
  switch (part.type) {
    case 'text':
      return part.text;
    case 'tool-result':
      return part.content;
    case 'tool-use':
      return `${part.name} ${JSON.stringify(part.input)}`;
    case 'image':
    case 'pdf':
    case 'opaque':
      return `(${part.type})`;
  }
}

/** Enough to know it again; the whole would fill the tab. */
const HEAD_CHARS = 600;
