import { text } from '../../tests/support/model/script.ts';
import type { EvalCase } from '../case.ts';

export const apiCases: readonly EvalCase[] = [
  {
    id: 'api-pagination-choice',
    concern: 'api',
    title: 'A short question of the craft gets a short answer at once, by the one who knows',
    acts: [{ say: 'cursor or offset pagination for a REST endpoint with a big list?' }],
    model: [[text('Cursor. Offsets repeat and skip rows when somebody inserts.')]],
    expect: { agent: 'api-designer', asks: 'none', says: [/cursor/i] },
    rubric: ['Recommends cursors and names what they cost (no jump to a page).'],
  },
];
