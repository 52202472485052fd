import type { ReplyAction } from '../../../core/reply.ts';
import type { SchemaReview } from '../review.ts';
import { writeObject } from '../script/suppressions.ts';
import { groupFindings } from './group.ts';
import { gravity, nameOf } from './words.ts';

/** What people may want after a review: to understand a finding, to be rid of it, to look again. */
export function actionsOf(review: SchemaReview): readonly ReplyAction[] {
  const again: ReplyAction = { label: 'Review again', request: { type: 'review-schema-again' } };
  const named = groupFindings(review.findings)
    .slice(0, MOST_FINDINGS)
    .map(({ id, severity, findings: [first] }) => ({
      label: `${gravity[severity]}: ${nameOf(first.object)} · ${id}`,
      subject: { finding: id, object: writeObject(first.object) },
    }));
  return [
    again,
    ...named.map(({ label, subject }): ReplyAction => {
      return { label, menu: 'Explain a finding', request: { type: 'explain-finding', ...subject } };
    }),
    ...named.map(({ label, subject }): ReplyAction => {
      const request = { type: 'ignore-finding', ...subject, reason: '' } as const;
      return { label, menu: 'Ignore a finding', request };
    }),
  ];
}

/** As many as the thread shows. */
const MOST_FINDINGS = 8;
