import type { InputPart } from '../core/model.ts';
import type { Requirement } from '../core/settings.ts';
import { quoteData } from './transcript.ts';

/** What a channel keeps of its requirements, as a part of the question and as a remark under the answer. */
export function requirementsPart(requirements: readonly Requirement[]): {
  readonly parts: readonly InputPart[];
  readonly notes: readonly string[];
} {
  if (requirements.length === 0) return { parts: [], notes: [] };
  const lines = requirements.map(({ label, text }) => `${label}: ${text}`);
  const text = `<thread_requirements from="earlier answers in this channel">\n${quoteData(lines.join('\n'))}\n</thread_requirements>`;
  const said = `This channel’s remembered requirements were taken as given: ${lines.join('; ')}. Say what differs here, and I take that.`;
  return { parts: [{ type: 'text', text }], notes: [said] };
}
