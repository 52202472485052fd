import { createHash } from 'node:crypto';
import type { Diagrams } from '../../review/diagram/diagrams.ts';
import type { CheckBlock } from './block-check.ts';
import { fenced } from './executed.ts';

/** Draws a Mermaid block: the picture comes into the thread, its source stays in the answer. */
export function createDiagramCheck(diagrams: Pick<Diagrams, 'render'>): CheckBlock {
  return async ({ text }, signal) => {
    const drawn = await diagrams.render(text, signal);
    signal.throwIfAborted();
    const details = fenced(text, 'mermaid');
    const by = 'mermaid';
    if (drawn.ok) {
      const digest = createHash('sha256').update(text).digest('hex').slice(0, 8);
      const { png: content, type, alt } = drawn;
      const artifact = { name: `diagram-${digest}.png`, title: `Diagram (${type})`, content, alt };
      const left = drawn.leftOut.length === 0 ? '' : `; not shown: ${drawn.leftOut.join(' ')}`;
      const summary = `drawn (${type})${left}`;
      return { verdict: 'passed', by, summary, details, artifacts: [artifact] };
    }
    switch (drawn.kind) {
      case 'syntax': {
        const line = drawn.line === null ? '' : `line ${drawn.line}: `;
        const summary = `${line}${drawn.message}`;
        return { verdict: 'failed', by, summary, details: `${summary}\n\n${details}` };
      }
      case 'unsupported':
        return { verdict: 'passed', by, summary: `syntax checked; ${drawn.why}`, details };
      case 'too-large':
      case 'failed':
        return { verdict: 'unverified', by, summary: drawn.why, details };
    }
  };
}
