import type { Agent } from '../core/agent.ts';
import type { ConsultationInput } from './consultation.ts';

/** The honest answer of a bot without a model: what it would have done, what it can do now, what to change. */
export function explainNoModel(
  agent: Agent,
  { messages }: Pick<ConsultationInput, 'messages'>,
): string {
  const files = messages.flatMap((message) => message.files).map((file) => `\`${file.name}\``);
  const received =
    files.length === 0
      ? 'Your question arrived'
      : `Your question arrived, with ${files.join(', ')}`;
  return `${received}, and **${agent.name}** is the agent for it. But I cannot answer: no language model is connected to me, and I will not make an answer up.

**What works without a model**
- choosing the right agent for a question, following threads, and remembering them
- the checks that need no model, such as \`/schema-review\`

**What does not**
- everything that takes judgement: designs, reviews in words, follow-up questions

**To change it**, whoever runs me sets \`ANTHROPIC_API_KEY\` (or \`ANTHROPIC_BASE_URL\` for another server of the same API) and starts me again. Then ask once more in this thread.`;
}
