import type Anthropic from '@anthropic-ai/sdk';
import type { OutputPart, StopReason } from '../core/model.ts';

type StartedBlock = Anthropic.Messages.RawContentBlockStartEvent['content_block'];
type Delta = Anthropic.Messages.RawContentBlockDelta;

interface Growing {
  readonly start: StartedBlock;
  text: string;
  signature: string;
  json: string;
}

/** Puts the blocks of a reply together again from their deltas. */
export interface Assembly {
  start(index: number, block: StartedBlock): void;
  add(index: number, delta: Delta): void;
  /** The finished parts. Throws where a tool's input is no JSON: the reply is broken and must be asked for again. */
  parts(stopReason: StopReason): readonly OutputPart[];
  /** Whether the reply asks for a tool. */
  callsTools(): boolean;
}

export function createAssembly(): Assembly {
  const blocks = new Map<number, Growing>();
  return {
    start(index, block) {
      const text =
        block.type === 'text' ? block.text : block.type === 'thinking' ? block.thinking : '';
      blocks.set(index, { start: block, text, signature: '', json: '' });
    },
    add(index, delta) {
      const block = blocks.get(index);
      if (block === undefined) return;
      if (delta.type === 'text_delta') block.text += delta.text;
      if (delta.type === 'thinking_delta') block.text += delta.thinking;
      if (delta.type === 'signature_delta') block.signature += delta.signature;
      if (delta.type === 'input_json_delta') block.json += delta.partial_json;
    },
    parts(stopReason) {
      // A reply that ran out of tokens may end inside a tool's input, and half an input can look whole.
      const whole = stopReason === 'tool_use' || stopReason === 'pause_turn';
      return [...blocks.values()]
        .filter((block) => whole || block.start.type !== 'tool_use')
        .map(toPart);
    },
    callsTools: () => [...blocks.values()].some((block) => block.start.type === 'tool_use'),
  };
}

function toPart(block: Growing): OutputPart {
  const { start } = block;
  if (start.type === 'text') return { type: 'text', text: block.text };
  if (start.type === 'thinking') {
    const signature = block.signature === '' ? start.signature : block.signature;
    return { type: 'opaque', block: { type: 'thinking', thinking: block.text, signature } };
  }
  if (start.type === 'tool_use') {
    return { type: 'tool-use', id: start.id, name: start.name, input: inputOf(block, start.input) };
  }
  if ('input' in start) {
    return { type: 'opaque', block: { ...start, input: inputOf(block, start.input) } };
  }
  return { type: 'opaque', block: start };
}

/** Gateways send the whole input with the block's start, and no deltas. */
function inputOf(block: Growing, atStart: unknown): unknown {
  return block.json === '' ? (atStart ?? {}) : JSON.parse(block.json);
}
